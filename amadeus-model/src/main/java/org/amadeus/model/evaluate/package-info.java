/**
 * How well a model foretells held-out music, and how generated music compares with it. {@link
 * org.amadeus.model.evaluate.Evaluator} is the place to begin.
 */
package org.amadeus.model.evaluate;
