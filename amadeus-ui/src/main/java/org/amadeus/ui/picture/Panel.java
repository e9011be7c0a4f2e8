package org.amadeus.ui.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/** A small diagram of a sheet, {@value #WIDTH} x {@value #HEIGHT} points. */
interface Panel {
    int WIDTH = 470;
    int HEIGHT = 170;
    int MARGIN = 20;
    /** Where the diagram begins and ends, from above. */
    int TOP = 46;

    int BASE = HEIGHT - 26;
    Color BAR = new Color(96, 146, 214);
    Color RANGE = new Color(246, 174, 72);

    /** @param words whether the machine has fonts */
    void draw(Graphics2D g, boolean words);

    /** What a panel is of, and a line on it; leaves the colour and the font of small print. */
    static void head(Graphics2D g, String title, String note) {
        g.setColor(Palette.TEXT);
        g.setFont(Labels.font(Font.BOLD, 13));
        g.drawString(title, MARGIN, 18);
        g.setColor(Palette.FAINT);
        g.setFont(Labels.font(Font.PLAIN, 11));
        g.drawString(note, MARGIN, 34);
    }
}
