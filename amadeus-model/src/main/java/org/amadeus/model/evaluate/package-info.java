/**
 * How well a model predicts held-out music, and what kinds of events it finds hard. {@link
 * org.amadeus.model.evaluate.Evaluator} is the place to begin.
 */
package org.amadeus.model.evaluate;
