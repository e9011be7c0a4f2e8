/** Where music may end: which wait is a rest, and whether what was struck last rests in its key. */
package org.amadeus.data.ending;
