/** The definition of Performance RNN: its sizes, its parameters, and the network as a SameDiff graph. */
package org.amadeus.model.network;
