/** One update of the parameters: the loss of a batch of windows, its gradient by SameDiff, a clipped step of Adam. */
package org.amadeus.model.train.update;
