/** Tests of the program as its users have it: the launchers, and the folder that the build makes. */
package org.amadeus.dist;
