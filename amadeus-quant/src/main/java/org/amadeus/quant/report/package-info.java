/**
 * What quantization did to a model: sizes, how far it predicts held-out music otherwise, noise and precision layer by
 * layer, time and memory. {@link org.amadeus.quant.report.Reporter} is the place to begin.
 */
package org.amadeus.quant.report;
