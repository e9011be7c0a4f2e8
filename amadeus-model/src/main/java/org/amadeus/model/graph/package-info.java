/**
 * Step graphs as bytes: SameDiff's FlatBuffers form, written with float32 or half-precision parameters, and read fast and
 * with its sizes checked.
 */
package org.amadeus.model.graph;
