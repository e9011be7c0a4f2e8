/** One step of the model, event by event. */
package org.amadeus.model.step;
