/** MIDI inputs and outputs: which there are, finding one by a part of its name, opening it. */
package org.amadeus.ui.device;
