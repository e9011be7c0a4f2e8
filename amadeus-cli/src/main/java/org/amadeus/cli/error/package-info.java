/** What went wrong, in one line with an exit code: wrong usage with suggestions, failures, interruption by Ctrl+C. */
package org.amadeus.cli.error;
