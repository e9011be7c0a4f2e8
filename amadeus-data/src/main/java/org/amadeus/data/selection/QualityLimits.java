package org.amadeus.data.selection;

import java.util.Locale;
import java.util.Optional;
import org.amadeus.data.io.Counted;

/**
 * What a piece must have to be kept.
 *
 * @param fewestNotes      0 for any
 * @param shortest         seconds, 0 for any
 * @param fewestVelocities different ones, 0 for any
 * @param mostOnGrid       the largest {@linkplain Quality#gridShare() share on a grid}, 0 .. 1; 1 for any
 * @param densest          notes a second, infinity for any
 */
public record QualityLimits(int fewestNotes, double shortest, int fewestVelocities, double mostOnGrid, double densest) {
    /** Keeps all. */
    public static final QualityLimits NONE = new QualityLimits(0, 0, 0, 1, Double.POSITIVE_INFINITY);

    /** The reasons there are. */
    public enum Reason {
        TOO_SHORT("too short"),
        CONSTANT_VELOCITY("constant velocity"),
        ON_A_GRID("on a grid"),
        TOO_DENSE("too dense");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Why a piece is left out, and in numbers. */
    public record Objection(Reason reason, String numbers) {}

    /** Why a piece is left out, where it is. */
    public Optional<Objection> to(Quality piece) {
        if (piece.notes() < fewestNotes) {
            return because(Reason.TOO_SHORT, "%s, expected %d or more", Counted.of(piece.notes(), "note"), fewestNotes);
        }
        if (piece.seconds() < shortest) {
            return because(Reason.TOO_SHORT, "%.1f s, expected %s or more", piece.seconds(), shortest);
        }
        if (piece.velocities() < fewestVelocities) {
            return because(
                    Reason.CONSTANT_VELOCITY,
                    "%s, expected %d or more",
                    Counted.of(piece.velocities(), "different velocity", "different velocities"),
                    fewestVelocities);
        }
        if (piece.gridShare() > mostOnGrid) {
            return because(
                    Reason.ON_A_GRID,
                    "%.2f of the gaps between notes are the same few, expected %s at most",
                    piece.gridShare(),
                    mostOnGrid);
        }
        if (piece.density() > densest) {
            return because(Reason.TOO_DENSE, "%.1f notes a second, expected %s at most", piece.density(), densest);
        }
        return Optional.empty();
    }

    private static Optional<Objection> because(Reason reason, String format, Object... numbers) {
        return Optional.of(new Objection(reason, String.format(Locale.ROOT, format, numbers)));
    }
}
