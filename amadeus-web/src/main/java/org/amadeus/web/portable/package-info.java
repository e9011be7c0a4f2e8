/**
 * A model in int8 as a plain file, and its step in plain Java: no ND4J, no Vector API, no native code. The same bits on
 * every JVM, and in a browser, which this package is compiled for too.
 */
package org.amadeus.web.portable;
