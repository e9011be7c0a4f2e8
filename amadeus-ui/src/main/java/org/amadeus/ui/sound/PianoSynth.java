package org.amadeus.ui.sound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amadeus.data.midi.ChannelMessage;

/**
 * A piano made of arithmetic alone: it needs no sound font, no native code, nothing of the JDK's internals. Every
 * channel but percussion plays it; sustain pedal, channel volume and expression are heard.
 */
public final class PianoSynth implements Synth {
    private static final int MOST_VOICES = 96;
    private static final int PIECE = 256;
    private static final int VOLUME = 7;
    private static final int EXPRESSION = 11;
    private static final int ALL_SOUND_OFF = 120;
    private static final int RESET_CONTROLLERS = 121;
    private static final int ALL_NOTES_OFF = 123;
    private static final int OMNI_OFF = 124;
    private static final int OMNI_ON = 125;
    private static final int MONO_ON = 126;
    private static final int POLY_ON = 127;
    private static final int USUAL_VOLUME = 100;

    private final ArrayDeque<Due> queue = new ArrayDeque<>();
    private final List<List<PianoString>> channels = new ArrayList<>();
    private final boolean[] pedal = new boolean[16];
    private final double[] volume = new double[16];
    private final double[] expression = new double[16];
    private final Room room = new Room(0.16);
    private long position;

    public PianoSynth() {
        for (int i = 0; i < 16; i++) {
            channels.add(new ArrayList<>());
        }
        Arrays.fill(volume, 1);
        Arrays.fill(expression, 1);
    }

    @Override
    public void send(long frame, int status, int data1, int data2) {
        queue.add(new Due(frame, status, data1, data2));
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void render(float[] stereo, int frames) {
        Arrays.fill(stereo, 0, 2 * frames, 0);
        int done = 0;
        while (done < frames) {
            while (!queue.isEmpty() && queue.peek().frame <= position + done) {
                receive(queue.poll());
            }
            int end = Math.min(frames, done + PIECE);
            if (!queue.isEmpty()) {
                end = (int) Math.min(end, queue.peek().frame - position);
            }
            for (List<PianoString> strings : channels) {
                for (PianoString string : strings) {
                    string.addTo(stereo, done, end);
                }
                strings.removeIf(string -> !string.audible());
            }
            done = end;
        }
        room.addTo(stereo, frames);
        position += frames;
    }

    private void receive(Due message) {
        int channel = message.status & 0x0F;
        switch (message.status & 0xF0) {
            case ChannelMessage.NOTE_ON -> {
                if (message.data2 > 0) {
                    strike(channel, message.data1, message.data2);
                } else {
                    release(channel, message.data1);
                }
            }
            case ChannelMessage.NOTE_OFF -> release(channel, message.data1);
            case ChannelMessage.CONTROL_CHANGE -> control(channel, message.data1, message.data2);
            default -> {
                // Programs, pressure and pitch bend: a piano has none of them.
            }
        }
    }

    private void strike(int channel, int key, int velocity) {
        if (channel == ChannelMessage.PERCUSSION) {
            return;
        }
        for (PianoString string : channels.get(channel)) {
            if (string.key() == key) {
                string.keyUp();
                string.damp();
            }
        }
        if (channels.stream().mapToInt(List::size).sum() >= MOST_VOICES) {
            dropQuietest();
        }
        channels.get(channel).add(new PianoString(key, velocity, volume[channel] * expression[channel]));
    }

    private void dropQuietest() {
        List<PianoString> where = null;
        int which = 0;
        double least = Double.MAX_VALUE;
        for (List<PianoString> strings : channels) {
            for (int i = 0; i < strings.size(); i++) {
                double level = strings.get(i).level() * (strings.get(i).keyDown() ? 4 : 1);
                if (level < least) {
                    least = level;
                    where = strings;
                    which = i;
                }
            }
        }
        if (where != null) {
            where.remove(which);
        }
    }

    private void release(int channel, int key) {
        for (PianoString string : channels.get(channel)) {
            if (string.key() == key) {
                string.keyUp();
                if (!pedal[channel]) {
                    string.damp();
                }
            }
        }
    }

    private void control(int channel, int controller, int value) {
        switch (controller) {
            case ChannelMessage.SUSTAIN_PEDAL -> {
                pedal[channel] = value >= 64;
                if (!pedal[channel]) {
                    dampReleased(channel);
                }
            }
            case VOLUME -> volume[channel] = Math.min(1.3, (double) value / USUAL_VOLUME);
            case EXPRESSION -> expression[channel] = value / 127.0;
            case RESET_CONTROLLERS -> {
                pedal[channel] = false;
                expression[channel] = 1;
                dampReleased(channel);
            }
            case ALL_NOTES_OFF, OMNI_OFF, OMNI_ON, MONO_ON, POLY_ON -> {
                channels.get(channel).forEach(PianoString::keyUp);
                if (!pedal[channel]) {
                    dampReleased(channel);
                }
            }
            case ALL_SOUND_OFF -> channels.get(channel).clear();
            default -> {
                // Other controllers shape sounds that a piano has not.
            }
        }
    }

    private void dampReleased(int channel) {
        for (PianoString string : channels.get(channel)) {
            if (!string.keyDown()) {
                string.damp();
            }
        }
    }

    @Override
    public void close() {
        channels.forEach(List::clear);
        queue.clear();
    }

    private record Due(long frame, int status, int data1, int data2) {}
}
