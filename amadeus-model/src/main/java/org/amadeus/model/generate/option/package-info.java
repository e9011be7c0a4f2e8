/** What is asked of a piece: length, primer, controls, sampling, what keeps it playable. */
package org.amadeus.model.generate.option;
