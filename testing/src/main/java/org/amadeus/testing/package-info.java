/** What the tests of several modules share. */
package org.amadeus.testing;
