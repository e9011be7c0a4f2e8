/** What the commands print: progress, results, errors, versions, and words that a shell takes as they are. */
package org.amadeus.cli.output;
