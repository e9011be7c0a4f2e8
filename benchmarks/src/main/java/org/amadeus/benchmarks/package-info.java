/** JMH benchmarks. */
package org.amadeus.benchmarks;
