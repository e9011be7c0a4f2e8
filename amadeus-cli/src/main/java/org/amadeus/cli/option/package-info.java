/** Options that several commands share. */
package org.amadeus.cli.option;
