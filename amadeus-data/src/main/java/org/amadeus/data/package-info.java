/** What every part of the music side shares: the vocabulary of a performance and its codec profiles. */
package org.amadeus.data;
