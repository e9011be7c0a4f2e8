/** Commands to play with: duet, studio, devices. */
package org.amadeus.cli.live;
