package org.amadeus.quant.teach;

import java.util.Optional;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.Trainer;

/**
 * What came of teaching.
 *
 * @param session    the quantized model; empty where none was better than the one before
 * @param before     how the model stood at first, as floats
 * @param after      how the quantized one stands; as before where there is none
 * @param iterations updates made up to the best one, 0 where there is none
 * @param end        why it ended
 */
public record Taught(Optional<Session> session, Standing before, Standing after, long iterations, Trainer.End end) {}
