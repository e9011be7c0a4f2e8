package org.amadeus.model.network;

import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;

/**
 * The sizes of a Performance RNN and the codec profile of the music it was trained on.
 *
 * @param initDim    size of the random vector the first hidden state is made from, 1 .. 4096
 * @param eventDim   size of the event vocabulary, 1 .. 4096 (240)
 * @param controlDim size of a control, 0 .. 4096 (24: note density one-hot 12, pitch histogram 12)
 * @param hiddenDim  units of a recurrent layer, 1 .. 16384
 * @param gruLayers  number of recurrent layers, 1 .. 64
 * @param gruDropout share of a layer's outputs dropped between layers while training, 0 .. 1 (1 excluded)
 * @param profile    how music becomes events
 * @param cell       what the recurrent layers are
 */
public record ModelConfig(
        int initDim,
        int eventDim,
        int controlDim,
        int hiddenDim,
        int gruLayers,
        double gruDropout,
        CodecProfile profile,
        Cell cell) {

    public ModelConfig {
        require("init_dim", initDim, 1, 4096);
        require("event_dim", eventDim, 1, 4096);
        require("control_dim", controlDim, 0, 4096);
        require("hidden_dim", hiddenDim, 1, 16384);
        require("gru_layers", gruLayers, 1, 64);
        if (!(gruDropout >= 0 && gruDropout < 1)) {
            throw new IllegalArgumentException("gru_dropout is " + gruDropout + ", expected 0 or more and below 1");
        }
        if (profile == null) {
            throw new IllegalArgumentException("codec profile is missing");
        }
        if (cell == null) {
            throw new IllegalArgumentException("cell is missing");
        }
    }

    /** With the reference's cell, the GRU. */
    public ModelConfig(
            int initDim,
            int eventDim,
            int controlDim,
            int hiddenDim,
            int gruLayers,
            double gruDropout,
            CodecProfile profile) {
        this(initDim, eventDim, controlDim, hiddenDim, gruLayers, gruDropout, profile, new GruCell());
    }

    /** The reference's sizes: init 32, 240 events, 24 controls, three layers of 512 units, dropout 0.3. */
    public static ModelConfig defaults(CodecProfile profile) {
        return new ModelConfig(32, EventVocabulary.SIZE, Control.SIZE, 512, 3, 0.3, profile);
    }

    /** The same model for events of another profile. */
    public ModelConfig withProfile(CodecProfile other) {
        return new ModelConfig(initDim, eventDim, controlDim, hiddenDim, gruLayers, gruDropout, other, cell);
    }

    /** The same model, trained with another dropout. */
    public ModelConfig withDropout(double other) {
        return new ModelConfig(initDim, eventDim, controlDim, hiddenDim, gruLayers, other, profile, cell);
    }

    /** Size of a step's input: event embedding, a flag (1 where there is no control), the control. */
    public int inputDim() {
        return eventDim + 1 + controlDim;
    }

    /** Size of a step's condition: the flag (1 where there is no control), then the control (zeros where none). */
    public int conditionDim() {
        return 1 + controlDim;
    }

    /** How many states [B, H] all layers have together. */
    public int stateCount() {
        return cell.states().size() * gruLayers;
    }

    /** What stands for the event before the first one: 239, or the last one of a smaller vocabulary. */
    public int primaryEvent() {
        return Math.min(EventVocabulary.PRIMARY, eventDim - 1);
    }

    /**
     * Refuses a model of other events or controls than the piano's.
     *
     * @param name of the model, for the message
     * @throws AmadeusException where there are not 240 events and 24 controls
     */
    public void requirePiano(String name) {
        if (eventDim != EventVocabulary.SIZE || controlDim != Control.SIZE) {
            throw new AmadeusException(name + " has " + eventDim + " events and " + controlDim
                    + " controls, expected " + EventVocabulary.SIZE + " and " + Control.SIZE
                    + ": it was not trained on piano performances");
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + least + " .. " + most);
        }
    }
}
