/** The library that computes ND4J's arrays, which the application brings: whether it is there, and with how many threads. */
package org.amadeus.model.backend;
