package org.amadeus.ui.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.PitchNames;

/** Draws one system of a piano roll: rows, octave and time lines, notes, a keyboard at its left. */
final class RollSystem {
    private static final int KEYBOARD = 44;
    private static final int KEYBOARD_WIDTH = RollLayout.LEFT - KEYBOARD - 3;
    /** E and B, above which no black key follows. */
    private static final int E = 4;

    private static final int B = 11;

    private final Graphics2D g;
    private final RollLayout at;
    private final boolean words;

    RollSystem(Graphics2D g, RollLayout at, boolean words) {
        this.g = g;
        this.at = at;
        this.words = words;
    }

    void draw(int system, NoteSequence notes) {
        g.setStroke(new BasicStroke(1));
        rows(system);
        times(system);
        octaves(system);
        Shape all = g.getClip();
        g.clip(new Rectangle2D.Double(
                RollLayout.LEFT, at.top(system), at.right() - RollLayout.LEFT, at.bottom(system) - at.top(system)));
        double begin = at.begins(system);
        double end = begin + at.secondsPerSystem;
        for (Note note : notes) {
            if (note.end() > begin && note.start() < end) {
                note(system, note);
            }
        }
        g.setClip(all);
        keyboard(system);
    }

    private void rows(int system) {
        for (int pitch = at.lowest; pitch <= at.highest; pitch++) {
            g.setColor(isBlack(pitch) ? Palette.BLACK_ROW : Palette.WHITE_ROW);
            g.fillRect(RollLayout.LEFT, at.y(system, pitch), at.right() - RollLayout.LEFT, RollLayout.ROW);
        }
    }

    private void times(int system) {
        double step = at.step();
        double end = at.begins(system) + at.secondsPerSystem + 1e-9;
        for (int i = (int) Math.ceil(at.begins(system) / step - 1e-9); i * step <= end; i++) {
            double x = at.x(system, i * step);
            g.setColor(Palette.TIME);
            g.draw(new Line2D.Double(x, at.top(system), x, at.bottom(system)));
            g.setColor(Palette.FAINT);
            g.draw(new Line2D.Double(x, at.bottom(system), x, at.bottom(system) + 4));
            if (words) {
                g.setFont(Labels.font(Font.PLAIN, 11.5f));
                Labels.centred(g, Labels.time(i * step), x, at.bottom(system) + 18);
            }
        }
    }

    private void octaves(int system) {
        for (int pitch = at.lowest; pitch <= at.highest; pitch++) {
            if (pitch % 12 == 0) {
                double y = at.y(system, pitch) + RollLayout.ROW;
                g.setColor(Palette.OCTAVE);
                g.draw(new Line2D.Double(RollLayout.LEFT, y, at.right(), y));
                if (words) {
                    g.setColor(Palette.FAINT);
                    g.setFont(Labels.font(Font.PLAIN, 11.5f));
                    Labels.rightAligned(g, PitchNames.of(pitch), KEYBOARD - 8, y);
                }
            }
        }
    }

    private void note(int system, Note note) {
        double x = at.x(system, note.start());
        double wide = Math.max(2.2, at.x(system, note.end()) - x - 0.6);
        double y = at.y(system, note.pitch()) + 0.7;
        double high = RollLayout.ROW - 1.4;
        double round = Math.min(4, wide);
        Color colour = Palette.ofVelocity(note.velocity());
        g.setColor(colour);
        g.fill(new RoundRectangle2D.Double(x, y, wide, high, round, round));
        // A bright edge where the key goes down: repeated notes stay apart.
        g.setColor(Palette.lighter(colour));
        g.fill(new RoundRectangle2D.Double(x, y, Math.min(wide, 2), high, 2, 2));
    }

    private void keyboard(int system) {
        int top = at.top(system);
        g.setColor(Palette.IVORY);
        g.fillRect(KEYBOARD, top, KEYBOARD_WIDTH, at.bottom(system) - top);
        g.setColor(Palette.CRACK);
        for (int pitch = at.lowest; pitch <= at.highest; pitch++) {
            double y = at.y(system, pitch);
            if (isBlack(pitch)) {
                // White keys meet in the middle of the black one between them.
                g.draw(new Line2D.Double(
                        KEYBOARD, y + RollLayout.ROW / 2.0, KEYBOARD + KEYBOARD_WIDTH, y + RollLayout.ROW / 2.0));
            } else if ((pitch % 12 == E || pitch % 12 == B) && pitch != at.highest) {
                g.draw(new Line2D.Double(KEYBOARD, y, KEYBOARD + KEYBOARD_WIDTH, y));
            }
        }
        g.setColor(Palette.EBONY);
        for (int pitch = at.lowest; pitch <= at.highest; pitch++) {
            if (isBlack(pitch)) {
                g.fill(new RoundRectangle2D.Double(
                        KEYBOARD, at.y(system, pitch) + 0.5, KEYBOARD_WIDTH * 0.62, RollLayout.ROW - 1, 3, 3));
            }
        }
    }

    private static boolean isBlack(int pitch) {
        return switch (pitch % 12) {
            case 1, 3, 6, 8, 10 -> true;
            default -> false;
        };
    }
}
