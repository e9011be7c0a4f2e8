/** What a player asks of the music: how dense, and which pitch classes. */
package org.amadeus.data.controls;
