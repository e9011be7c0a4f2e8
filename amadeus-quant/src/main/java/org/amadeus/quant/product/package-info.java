/**
 * What multiplies integer weights: {@link org.amadeus.quant.product.Products} chooses. An Int8Product multiplies float
 * vectors tile by tile, an IntegerProduct int8 vectors, exactly, a LayerProduct a whole layer. Each fast form has a scalar
 * twin that defines what is right. Arrays are row-major.
 */
package org.amadeus.quant.product;
