/** A report's pictures: histograms of weights and of activations, and the ranges that were chosen for them. */
package org.amadeus.quant.report.picture;
