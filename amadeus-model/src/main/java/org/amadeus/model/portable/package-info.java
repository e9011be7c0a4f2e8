/** Elementary functions in plain Java, which give the same bits on every JVM and in a browser. Knows nothing else. */
package org.amadeus.model.portable;
