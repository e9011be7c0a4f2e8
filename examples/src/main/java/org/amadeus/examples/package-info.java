/** Small programs on the public API. */
package org.amadeus.examples;
