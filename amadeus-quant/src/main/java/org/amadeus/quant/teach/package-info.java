/**
 * A trained model learns a musician's own music without forgetting what it knew: {@link org.amadeus.quant.teach.Teacher}.
 */
package org.amadeus.quant.teach;
