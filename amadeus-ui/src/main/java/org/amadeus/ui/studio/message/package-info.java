/** Reads what a page says, strictly; writes what the server itself says to it. */
package org.amadeus.ui.studio.message;
