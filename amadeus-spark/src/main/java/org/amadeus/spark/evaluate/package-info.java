/** A model's predictions of a dataset, counted by workers. */
package org.amadeus.spark.evaluate;
