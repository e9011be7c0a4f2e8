/** What of many pieces to learn from: duplicates found by their notes, pieces of no use, compositions. */
package org.amadeus.data.selection;
