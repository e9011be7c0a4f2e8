/** The network's own ops and their gradients: embedding, linear layer, the gates of the GRU, cross entropy. */
package org.amadeus.model.op.network;
