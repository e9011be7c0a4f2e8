/** MIDI files of folders, archives and Hadoop file systems, read by Spark's workers into shards of a store. */
package org.amadeus.spark.preprocess;
