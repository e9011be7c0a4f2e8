/** Commands that make music or show what is in it: generate, play, render, plot, events, info. */
package org.amadeus.cli.music;
