/** The {@code amadeus} launcher: finds the command that was named, see the packages below. */
package org.amadeus.cli;
