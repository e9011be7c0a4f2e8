/** Our SameDiff ops: how they are registered, executed in a SameDiff session, and what they compute. */
package org.amadeus.model.op;
