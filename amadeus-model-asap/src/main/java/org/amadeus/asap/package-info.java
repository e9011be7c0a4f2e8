/** A model trained on the ASAP dataset, under CC BY-NC-SA 4.0. */
package org.amadeus.asap;
