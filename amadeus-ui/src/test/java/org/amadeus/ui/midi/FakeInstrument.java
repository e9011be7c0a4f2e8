package org.amadeus.ui.midi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An instrument that remembers what it heard, what sounds, and can be unplugged. Counts each key's strikes and releases. */
public final class FakeInstrument implements MidiOutput {
    public final List<int[]> heard = new ArrayList<>();
    private final int[] struck = new int[16 * 128];
    private final Set<Integer> pedals = new HashSet<>();
    private boolean plugged = true;

    public void plug(boolean in) {
        plugged = in;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void send(int status, int data1, int data2) {
        if (!plugged) {
            throw new DeviceLostException("fake", null);
        }
        heard.add(new int[] {status, data1, data2});
        int key = (status & 0x0F) * 128 + data1;
        int command = status & 0xF0;
        if (command == 0x90 && data2 > 0) {
            struck[key]++;
        } else if (command == 0x80 || command == 0x90) {
            // One note off too many does no harm: the device may have been lost before its note on came.
            struck[key] = Math.max(0, struck[key] - 1);
        } else if (command == 0xB0 && data1 == 64) {
            if (data2 >= 1) {
                pedals.add(status & 0x0F);
            } else {
                pedals.remove(status & 0x0F);
            }
        }
    }

    /** Strikes without a release, and pedals that are down; CC123 ends nothing here, each note must have its note off. */
    public int sounding() {
        int sum = pedals.size();
        for (int count : struck) {
            sum += count;
        }
        return sum;
    }

    /** What it heard, {@code "90 60 100"} each. */
    public List<String> texts() {
        return heard.stream()
                .map(m -> Integer.toHexString(m[0]) + " " + m[1] + " " + m[2])
                .toList();
    }

    @Override
    public void close() {
        plugged = false;
    }
}
