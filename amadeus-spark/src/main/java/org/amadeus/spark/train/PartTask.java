package org.amadeus.spark.train;

import java.util.Map;
import org.amadeus.model.backend.NativeThreads;
import org.amadeus.model.train.update.BatchPart;
import org.amadeus.model.train.update.PartGradient;
import org.amadeus.model.window.IterationDraws;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** A worker's task: one part of a batch. */
final class PartTask implements Function<BatchPart, PartSum> {
    private static final long serialVersionUID = 1L;

    private final ModelForm form;
    private final Broadcast<float[]> parameters;
    private final IterationDraws draws;
    private final double teacherForcing;
    private final int threads;

    PartTask(ModelForm form, Broadcast<float[]> parameters, IterationDraws draws, double teacherForcing, int threads) {
        this.form = form;
        this.parameters = parameters;
        this.draws = draws;
        this.teacherForcing = teacherForcing;
        this.threads = threads;
    }

    @Override
    public PartSum call(BatchPart part) {
        NativeThreads.use(threads);
        Flat flat = new Flat(form.config());
        Map<String, float[]> gradients = flat.zeros();
        PartGradient model = WorkerModels.take(form);
        double loss = model.run(flat.apart(parameters.value()), part, draws, teacherForcing, gradients);
        WorkerModels.giveBack(form, model);
        return PartSum.of(part.first(), part.share(), new double[] {loss}, flat.of(gradients));
    }
}
