package org.amadeus.data.events;

/** An event and when it happens, seconds. */
record TimedEvent(double time, int event) {}
