package org.amadeus.spark.train;

import java.io.Serializable;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;

/** A model's sizes as they travel: its cell by name. */
record ModelForm(
        int initDim,
        int eventDim,
        int controlDim,
        int hiddenDim,
        int gruLayers,
        double gruDropout,
        CodecProfile profile,
        String cell)
        implements Serializable {
    static ModelForm of(ModelConfig config) {
        return new ModelForm(
                config.initDim(),
                config.eventDim(),
                config.controlDim(),
                config.hiddenDim(),
                config.gruLayers(),
                config.gruDropout(),
                config.profile(),
                config.cell().id());
    }

    ModelConfig config() {
        return new ModelConfig(
                initDim, eventDim, controlDim, hiddenDim, gruLayers, gruDropout, profile, Cells.of(cell));
    }
}
