/** The element-wise part of a GRU cell in half precision: by vectors, and the scalar twin that defines what is right. */
package org.amadeus.quant.gates;
