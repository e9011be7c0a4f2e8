/**
 * Fuzz targets: one class for each kind of input that may come from a stranger. Each target lets the reader and what
 * stands behind it do their work, and finds a fault in everything but a result or a refusal in words.
 */
package org.amadeus.fuzz;
