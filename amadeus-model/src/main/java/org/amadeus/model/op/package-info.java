/** SameDiff ops whose arithmetic is Java: how they are registered and executed in a SameDiff session. */
package org.amadeus.model.op;
