/** Files that are written whole or not at all, what is printed of them, and checksums. */
package org.amadeus.data.io;
