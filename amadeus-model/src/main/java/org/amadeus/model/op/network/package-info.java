/** The network's own ops and their gradients: embedding, linear layer, GRU, cross entropy. */
package org.amadeus.model.op.network;
