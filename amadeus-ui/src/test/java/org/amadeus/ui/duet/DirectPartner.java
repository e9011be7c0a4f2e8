package org.amadeus.ui.duet;

import java.util.Random;

/** An improviser without a thread; now and then it is late. */
final class DirectPartner implements Partner {
    private final Improviser improviser;
    private final Random random;

    DirectPartner(Improviser improviser, Random random) {
        this.improviser = improviser;
        this.random = random;
    }

    @Override
    public void hear(int event) {
        improviser.hear(event);
    }

    @Override
    public void begin(int[] rest) {
        improviser.begin(rest);
    }

    @Override
    public int next() {
        return random.nextInt(10) == 0 ? NOT_YET : improviser.draw();
    }

    @Override
    public void cancel() {
        improviser.cancel();
    }

    @Override
    public void end(int played) {
        improviser.end(played);
    }

    @Override
    public void temperature(double value) {
        improviser.temperature(value);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
