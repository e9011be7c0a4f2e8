/**
 * What multiplies integer weights, and the kernels of a step made of it: {@link org.amadeus.quant.product.LayerKernels}. An
 * Int8Product multiplies float vectors tile by tile, an IntegerProduct int8 vectors, exactly, a LayerProduct a whole layer;
 * Products chooses. Each fast form has a scalar twin that defines what is right. Arrays are row-major.
 */
package org.amadeus.quant.product;
