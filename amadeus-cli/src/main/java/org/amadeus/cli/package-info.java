/** The commands of the {@code amadeus} launcher. */
package org.amadeus.cli;
