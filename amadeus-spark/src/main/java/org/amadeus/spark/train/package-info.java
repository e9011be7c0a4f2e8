/** The gradient of a batch by workers: each computes that of a part, and they are added up. */
package org.amadeus.spark.train;
