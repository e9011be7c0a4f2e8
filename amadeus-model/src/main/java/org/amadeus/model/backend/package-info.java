/** The library that computes ND4J's arrays, which the application brings. */
package org.amadeus.model.backend;
