package org.amadeus.quant.training;

import org.amadeus.model.network.Parameters;
import org.amadeus.model.train.checkpoint.Validation;

/** Judges what a model's parameters become in few bits. */
record FakeQuantizedValidation(FakeQuantization fake, Validation judge) implements Validation {
    @Override
    public double nll(Parameters parameters) {
        return judge.nll(new Parameters(parameters.config(), fake.of(parameters.asMap())));
    }

    @Override
    public String fingerprint() {
        return judge.fingerprint();
    }
}
