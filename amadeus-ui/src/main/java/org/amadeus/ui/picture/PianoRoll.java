package org.amadeus.ui.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.Counted;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.PitchNames;

/** Notes as a picture: time to the right, pitch upwards, loudness by colour. */
public final class PianoRoll {
    private final NoteSequence notes;
    private final String title;
    private final RollLayout at;

    /**
     * @param notes what to draw, from 0 s on
     * @param title the line above it
     * @throws AmadeusException where there are no notes
     */
    public PianoRoll(NoteSequence notes, String title) {
        if (notes.isEmpty()) {
            throw new AmadeusException(title + ": has no notes to draw");
        }
        this.notes = notes;
        this.title = title;
        this.at = new RollLayout(notes);
    }

    /** Draws it as a PNG file. */
    public void writePng(Path file) throws IOException {
        Picture.writePng(draw(), file);
    }

    /** Draws it, two pixels to a point. */
    public BufferedImage draw() {
        return Picture.draw(at.width(), at.height(), g -> {
            boolean words = Labels.available();
            RollSystem system = new RollSystem(g, at, words);
            for (int i = 0; i < at.systems; i++) {
                system.draw(i, notes);
            }
            legend(g, words);
            if (words) {
                heading(g);
            }
        });
    }

    private void heading(Graphics2D g) {
        g.setColor(Palette.TEXT);
        g.setFont(Labels.font(Font.BOLD, 19));
        g.drawString(Labels.fitted(g, title, at.width() - 320), 44, 36);
        g.setColor(Palette.FAINT);
        g.setFont(Labels.font(Font.PLAIN, 12.5f));
        g.drawString(summary(), 44, 57);
    }

    private String summary() {
        int low = 127;
        int high = 0;
        for (Note note : notes) {
            low = Math.min(low, note.pitch());
            high = Math.max(high, note.pitch());
        }
        return String.format(
                Locale.ROOT,
                "%s   %s   %s .. %s   %.1f notes/s",
                Counted.of(notes.size(), "note"),
                Labels.time(Math.round(at.seconds * 10) / 10.0),
                PitchNames.of(low),
                PitchNames.of(high),
                notes.size() / at.seconds);
    }

    private void legend(Graphics2D g, boolean words) {
        int wide = 160;
        int left = at.right() - wide;
        for (int i = 0; i < wide; i++) {
            g.setColor(Palette.ofVelocity(1 + i * 126 / (wide - 1)));
            g.fillRect(left + i, 28, 1, 9);
        }
        if (words) {
            g.setColor(Palette.FAINT);
            g.setFont(Labels.font(Font.PLAIN, 11.5f));
            g.drawString("pp", left, 53);
            Labels.centred(g, "velocity", left + wide / 2.0, 53);
            Labels.rightAligned(g, "ff", at.right(), 53);
        }
    }
}
