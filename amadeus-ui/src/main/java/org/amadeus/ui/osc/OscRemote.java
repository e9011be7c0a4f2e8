package org.amadeus.ui.osc;

import java.util.Optional;
import java.util.OptionalInt;
import org.amadeus.data.AmadeusException;
import org.amadeus.live.MusicalKey;
import org.amadeus.live.beat.InTime;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.mode.Mode;
import org.amadeus.ui.duet.DuetRemote;
import org.amadeus.ui.duet.Steering;

/** Steers a duet by the messages that it gets. For one thread. */
final class OscRemote {
    private static final double SAFEST = 0.1;
    private static final double BOLDEST = 2;
    private static final int MOST_NOTES = 11;

    private final DuetRemote duet;
    private final boolean steerable;
    private Steering steering;

    /**
     * @param steering  how the duet is steered already
     * @param steerable whether its model can be steered by density and key
     */
    OscRemote(DuetRemote duet, Steering steering, boolean steerable) {
        this.duet = duet;
        this.steering = steering;
        this.steerable = steerable;
    }

    /** @throws OscException where the message is none of {@link OscAddress}, or its argument is not what it should be */
    void receive(OscMessage message) {
        OscAddress address = OscAddress.of(message.address())
                .orElseThrow(() -> new OscException(
                        "\"" + message.address() + "\" is not known, amadeus duet --osc-help lists what is"));
        switch (address) {
            case PLAY -> {
                if (isPressed(message)) {
                    duet.trigger();
                }
            }
            case STOP -> {
                if (isPressed(message)) {
                    duet.panic();
                }
            }
            case MODE -> duet.mode(mode(message));
            case BARS -> duet.bars((int) Math.round(number(message, 0, InTime.MOST_BARS)));
            case TEMPO -> duet.tempo(tempo(message));
            case TEMPERATURE -> duet.temperature(number(message, SAFEST, BOLDEST));
            case DENSITY -> {
                int density = (int) Math.round(number(message, -1, MOST_NOTES));
                steer(message, steering.withDensity(density < 0 ? OptionalInt.empty() : OptionalInt.of(density)));
            }
            case KEY -> steer(message, steering.withKey(key(message)));
        }
    }

    private void steer(OscMessage message, Steering changed) {
        if (!steerable) {
            throw new OscException(message.address() + ": this model can't be steered");
        }
        steering = changed;
        duet.control(steering.control());
    }

    /** A button says 1 where it is pressed and 0 where it is let go; one without an argument is pressed. */
    private static boolean isPressed(OscMessage message) {
        if (message.arguments().isEmpty()) {
            return true;
        }
        Object only = only(message, "nothing or a number");
        if (only instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (only instanceof Boolean on) {
            return on;
        }
        if (only == OscMessage.IMPULSE) {
            return true;
        }
        throw expected(message, "nothing or a number");
    }

    private static Mode mode(OscMessage message) {
        return Mode.of(text(message, Mode.words())).orElseThrow(() -> expected(message, Mode.words()));
    }

    private static Optional<MusicalKey> key(OscMessage message) {
        String text = text(message, "a key, or none");
        try {
            return text.equals("none") ? Optional.empty() : Optional.of(MusicalKey.parse(text));
        } catch (AmadeusException e) {
            throw new OscException(message.address() + ": " + e.getMessage());
        }
    }

    private static double tempo(OscMessage message) {
        double tempo = number(message, 0, Metre.FASTEST);
        if (tempo > 0 && tempo < Metre.SLOWEST) {
            throw expected(message, "a number, " + Metre.SLOWEST + " .. " + Metre.FASTEST + ", or 0");
        }
        return tempo;
    }

    private static double number(OscMessage message, double least, double most) {
        String expected = "a number, " + least + " .. " + most;
        if (only(message, expected) instanceof Number number
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw expected(message, expected);
    }

    private static String text(OscMessage message, String expected) {
        if (only(message, expected) instanceof String text) {
            return text;
        }
        throw expected(message, expected);
    }

    private static Object only(OscMessage message, String expected) {
        if (message.arguments().size() != 1) {
            throw expected(message, expected);
        }
        return message.arguments().get(0);
    }

    private static OscException expected(OscMessage message, String what) {
        Object found = message.arguments().size() == 1
                ? message.arguments().get(0)
                : message.arguments().size() + " arguments";
        String shown = found instanceof byte[] blob ? "a blob of " + blob.length + " bytes" : found.toString();
        return new OscException(message.address() + ": " + shown + ", expected " + what);
    }
}
