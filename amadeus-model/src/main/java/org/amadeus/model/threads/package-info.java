/** How many threads the native libraries compute with. */
package org.amadeus.model.threads;
