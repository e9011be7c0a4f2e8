package org.amadeus.ui.midi;

/**
 * A channel message and when it is due.
 *
 * @param seconds from the start, 0 or more
 * @param status  0x80 .. 0xEF
 * @param data1   0 .. 127
 * @param data2   0 .. 127
 */
public record TimedMessage(double seconds, int status, int data1, int data2) {}
