/** How closely one model predicts held-out music as another does. */
package org.amadeus.quant.fidelity;
