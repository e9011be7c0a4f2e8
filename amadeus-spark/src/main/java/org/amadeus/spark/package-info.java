/** Apache Spark as the engine of {@link org.amadeus.model.cluster}. Nothing else of Amadeus knows it. */
package org.amadeus.spark;
