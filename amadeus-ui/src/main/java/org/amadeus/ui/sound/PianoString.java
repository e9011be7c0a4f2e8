package org.amadeus.ui.sound;

/**
 * The sound of one struck key: a sum of decaying partials, stretched by the stiffness of the string,
 * {@code f_k = k f0 sqrt(1 + B k^2)}, two strings a little apart in tune, so that the tone beats and rings on after its
 * first quick decay (Weinreich, "Coupled piano strings", 1977), and the knock of the hammer.
 */
final class PianoString {
    private static final int MOST_PARTIALS = 28;
    private static final double INAUDIBLE = 2e-5;
    /** Keys above this one have no dampers, as on a grand piano (F6). */
    private static final int HIGHEST_DAMPED = 89;

    private final int key;
    private final int count;
    /** Of each partial and string: the last two samples and the coefficients of s0 = a s1 - b s2. */
    private final double[] s1;

    private final double[] s2;
    private final double[] a;
    private final double[] b;
    private final float[] left;
    private final float[] right;
    private final double knockDecay;
    private double knock;
    private double knockLow;
    private int noise;
    private double gain = 1;
    private double damping = 1;
    private boolean keyDown = true;
    private boolean damped;
    private double level;
    private int active;

    /**
     * @param key      MIDI note number, 0 .. 127
     * @param velocity 1 .. 127
     * @param volume   1 is the channel's usual loudness
     */
    PianoString(int key, int velocity, double volume) {
        this.key = key;
        double force = velocity / 127.0;
        double f0 = 440 * Math.pow(2, (key - 69) / 12.0);
        double stiffness = 1.2e-4 * Math.exp(key >= 48 ? 0.08 * (key - 48) : 0.03 * (48 - key));
        count = partials(f0, stiffness);
        s1 = new double[2 * count];
        s2 = new double[2 * count];
        a = new double[2 * count];
        b = new double[2 * count];
        left = new float[2 * count];
        right = new float[2 * count];
        active = 2 * count;
        tune(f0, stiffness, force, volume);
        knock = 0.05 * volume * force * force;
        knockDecay = Math.exp(-1 / (0.006 * Synth.SAMPLE_RATE));
        noise = 12_345 + 7919 * key + velocity;
    }

    private static int partials(double f0, double stiffness) {
        int k = 1;
        while (k < MOST_PARTIALS && frequency(f0, stiffness, k + 1) < 0.40 * Synth.SAMPLE_RATE) {
            k++;
        }
        return k;
    }

    private static double frequency(double f0, double stiffness, int k) {
        return k * f0 * Math.sqrt((1 + stiffness * k * k) / (1 + stiffness));
    }

    private void tune(double f0, double stiffness, double force, double volume) {
        // A soft hammer passes little above its cut-off; a hard blow hardens the felt.
        double cutOff = 500 + 4200 * Math.pow(force, 1.7) + 0.9 * f0;
        double ring = 30 * Math.pow(2, -(key - 21) / 17.0);
        double loudness = 0.22 * volume * (0.06 + 0.94 * Math.pow(force, 1.9));
        double place = (key - 64) / 88.0;
        double sum = 0;
        double[] amplitude = new double[count];
        for (int k = 1; k <= count; k++) {
            double f = frequency(f0, stiffness, k);
            double strike = 0.12 + Math.abs(Math.sin(Math.PI * k / 8.3));
            amplitude[k - 1] = strike * Math.pow(k, -0.75) * Math.exp(-f / cutOff);
            sum += amplitude[k - 1] * amplitude[k - 1];
        }
        double scale = loudness / Math.sqrt(sum);
        for (int k = 1; k <= count; k++) {
            double f = frequency(f0, stiffness, k);
            double decay = ring / (1 + 0.25 * (k - 1) + f * f / 6e6);
            double cents = 0.35 + 0.25 * Math.sin(key * 1.7 + k);
            string(2 * (k - 1), f * Math.pow(2, -cents / 1200), decay * 0.55, amplitude[k - 1] * scale * 0.75);
            string(2 * (k - 1) + 1, f * Math.pow(2, cents / 1200), decay * 1.2, amplitude[k - 1] * scale * 0.45);
            pan(2 * (k - 1), place - 0.25);
            pan(2 * (k - 1) + 1, place + 0.25);
        }
    }

    /** A damped sine that begins at its zero crossing; {@code decay} is the time to fall by 60 dB, seconds. */
    private void string(int i, double f, double decay, double amplitude) {
        double omega = 2 * Math.PI * f / Synth.SAMPLE_RATE;
        double r = Math.exp(-6.91 / (decay * Synth.SAMPLE_RATE));
        a[i] = 2 * r * Math.cos(omega);
        b[i] = r * r;
        s1[i] = 0;
        s2[i] = -amplitude * Math.sin(omega) / r;
    }

    private void pan(int i, double place) {
        double angle = (Math.max(-1, Math.min(1, place * 1.2)) + 1) * Math.PI / 4;
        left[i] = (float) Math.cos(angle);
        right[i] = (float) Math.sin(angle);
    }

    int key() {
        return key;
    }

    boolean keyDown() {
        return keyDown;
    }

    void keyUp() {
        keyDown = false;
    }

    /** The damper falls: the tone dies in a tenth of a second, in the bass more slowly. */
    void damp() {
        if (!damped && key < HIGHEST_DAMPED) {
            damped = true;
            damping = Math.exp(-6.91 / ((0.12 + 0.35 * Math.max(0, 72 - key) / 51.0) * Synth.SAMPLE_RATE));
        }
    }

    boolean audible() {
        return active > 0;
    }

    /** How loud it was in the last piece of sound. */
    double level() {
        return level;
    }

    /** Adds its sound from frame {@code from} to {@code to} of a stereo piece. */
    void addTo(float[] stereo, int from, int to) {
        double peak = 0;
        double gainThen = gain;
        for (int i = 0; i < active; i++) {
            double y1 = s1[i];
            double y2 = s2[i];
            double a0 = a[i];
            double b0 = b[i];
            float l = left[i];
            float r = right[i];
            double most = 0;
            double g = gain;
            for (int n = from; n < to; n++) {
                double y = a0 * y1 - b0 * y2;
                y2 = y1;
                y1 = y;
                float out = (float) (y * g);
                g *= damping;
                stereo[2 * n] += l * out;
                stereo[2 * n + 1] += r * out;
                most = Math.max(most, Math.abs(out));
            }
            s1[i] = y1;
            s2[i] = y2;
            gainThen = g;
            peak += most;
        }
        gain = gainThen;
        addKnock(stereo, from, to);
        level = peak;
        if (to - from >= 32) {
            dropInaudible();
        }
    }

    private void addKnock(float[] stereo, int from, int to) {
        if (knock < INAUDIBLE) {
            return;
        }
        for (int n = from; n < to; n++) {
            noise = noise * 1_664_525 + 1_013_904_223;
            knockLow += 0.12 * (noise / 2147483648.0 - knockLow);
            float out = (float) (knockLow * knock * gain);
            stereo[2 * n] += out;
            stereo[2 * n + 1] += out;
            knock *= knockDecay;
        }
    }

    /** High partials fade first: those that have are moved behind the active ones. */
    private void dropInaudible() {
        for (int i = active - 1; i >= 0; i--) {
            double envelope = gain * envelope(i);
            if (envelope < INAUDIBLE) {
                int last = --active;
                s1[i] = s1[last];
                s2[i] = s2[last];
                a[i] = a[last];
                b[i] = b[last];
                left[i] = left[last];
                right[i] = right[last];
            }
        }
    }

    /** The amplitude of a partial's oscillation, from two samples of it. */
    private double envelope(int i) {
        double cos = a[i] / (2 * Math.sqrt(b[i]));
        double y1 = s1[i];
        double y2 = s2[i];
        double sin2 = Math.max(1e-9, 1 - cos * cos);
        return Math.sqrt(Math.max(0, (y1 * y1 + y2 * y2 - 2 * y1 * y2 * cos) / sin2));
    }
}
