/**
 * A stretch of a piece written anew: several takes are drawn from what stands before it, and the one stays that what follows
 * goes on from most likely.
 */
package org.amadeus.live.rewrite;
