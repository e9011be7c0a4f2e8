/** A step graph compiled once into a flat list of kernels over preallocated buffers. */
package org.amadeus.model.plan;
