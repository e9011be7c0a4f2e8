/** Files that are written whole or not at all. */
package org.amadeus.data.io;
