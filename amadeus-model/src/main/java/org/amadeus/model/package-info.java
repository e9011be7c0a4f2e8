/** Performance RNN: the configuration that describes one. */
package org.amadeus.model;
