/** How Spark is started, and what it says in one line. */
package org.amadeus.spark.context;
