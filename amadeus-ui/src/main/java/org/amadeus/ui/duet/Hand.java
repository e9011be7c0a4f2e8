package org.amadeus.ui.duet;

import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.ui.midi.MidiOutput;

/**
 * The two sides at one keyboard: a key belongs to who struck it last, so that neither ends the other's note; the
 * pedal is both's. Plays on one channel.
 */
final class Hand {
    private static final byte NOBODY = 0;

    private final byte[] owners;
    /** How far each side's pedal is down. */
    private final int[] pedals;

    private final byte self;
    private final MidiOutput output;
    private final int channel;

    private Hand(byte[] owners, int[] pedals, byte self, MidiOutput output, int channel) {
        this.owners = owners;
        this.pedals = pedals;
        this.self = self;
        this.output = output;
        this.channel = channel;
    }

    /** The user's hand and the model's. */
    static Hand[] pair(MidiOutput output, int channel) {
        byte[] owners = new byte[128];
        int[] pedals = new int[3];
        return new Hand[] {
            new Hand(owners, pedals, (byte) 1, output, channel), new Hand(owners, pedals, (byte) 2, output, channel)
        };
    }

    void strike(int pitch, int velocity) {
        owners[pitch] = self;
        output.send(ChannelMessage.NOTE_ON | channel, pitch, velocity);
    }

    void release(int pitch) {
        if (owners[pitch] == self) {
            output.send(ChannelMessage.NOTE_OFF | channel, pitch, 0);
            owners[pitch] = NOBODY;
        }
    }

    /** The pedal is down where either side's is. */
    void pedal(int value) {
        pedals[self] = value;
        int deepest = Math.max(pedals[1], pedals[2]);
        output.send(ChannelMessage.CONTROL_CHANGE | channel, ChannelMessage.SUSTAIN_PEDAL, deepest);
    }

    /** The pedal is up, and whoever is to hear of it did. */
    void forgetPedal() {
        pedals[self] = 0;
    }

    /** Any other message, to this hand's channel. */
    void send(int status, int data1, int data2) {
        output.send(status & 0xF0 | channel, data1, data2);
    }
}
