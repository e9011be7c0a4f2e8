package org.amadeus.data.midi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Turns ticks into seconds: between two tempo events a tick always takes the same time. Immutable. */
public final class TempoMap {
    private static final int DEFAULT_MICROSECONDS = 500_000;

    /** Of each stretch of one tempo: its first tick, when that is, seconds, and how long its ticks are, seconds. */
    private final long[] ticks;

    private final double[] seconds;
    private final double[] secondsPerTick;

    private TempoMap(List<Tempo> tempi) {
        ticks = new long[tempi.size()];
        seconds = new double[tempi.size()];
        secondsPerTick = new double[tempi.size()];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = tempi.get(i).tick();
            secondsPerTick[i] = tempi.get(i).secondsPerTick();
            seconds[i] = i == 0 ? 0 : seconds[i - 1] + secondsPerTick[i - 1] * (ticks[i] - ticks[i - 1]);
        }
    }

    /** The map of these tracks' tempo events. 120 beats a minute hold until the first; those of tempo 0 are passed over. */
    public static TempoMap of(Division division, List<MidiTrack> tracks) {
        if (division instanceof Division.Smpte smpte) {
            return new TempoMap(List.of(new Tempo(0, smpte.secondsPerTick())));
        }
        int ticksPerBeat = ((Division.Beats) division).ticksPerBeat();
        List<MetaEvent> events = new ArrayList<>();
        for (MidiTrack track : tracks) {
            for (MidiEvent event : track.events()) {
                if (event instanceof MetaEvent meta && meta.microsecondsPerBeat() > 0) {
                    events.add(meta);
                }
            }
        }
        events.sort(Comparator.comparingLong(MetaEvent::tick));

        List<Tempo> tempi = new ArrayList<>();
        tempi.add(new Tempo(0, secondsPerTick(DEFAULT_MICROSECONDS, ticksPerBeat)));
        for (MetaEvent event : events) {
            Tempo tempo = new Tempo(event.tick(), secondsPerTick(event.microsecondsPerBeat(), ticksPerBeat));
            Tempo last = tempi.get(tempi.size() - 1);
            if (tempo.tick() == 0) {
                tempi.set(0, tempo);
            } else if (tempo.secondsPerTick() != last.secondsPerTick()) {
                tempi.add(tempo);
            }
        }
        return new TempoMap(tempi);
    }

    /** By way of beats a minute, so that the last digits are those of the Python implementation. */
    private static double secondsPerTick(int microsecondsPerBeat, int ticksPerBeat) {
        double beatsPerMinute = 6e7 / microsecondsPerBeat;
        return 60.0 / (beatsPerMinute * ticksPerBeat);
    }

    /** When a tick is, seconds from the start. */
    public double seconds(long tick) {
        int at = Arrays.binarySearch(ticks, tick);
        int stretch = at >= 0 ? at : -at - 2;
        return seconds[stretch] + secondsPerTick[stretch] * (tick - ticks[stretch]);
    }

    /** How many different tempi follow each other. */
    public int stretches() {
        return ticks.length;
    }

    private record Tempo(long tick, double secondsPerTick) {}
}
