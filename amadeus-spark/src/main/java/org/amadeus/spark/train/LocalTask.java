package org.amadeus.spark.train;

import java.util.List;
import java.util.stream.DoubleStream;
import org.amadeus.model.backend.NativeThreads;
import org.amadeus.model.train.update.BatchPart;
import org.amadeus.model.train.update.LocalSteps;
import org.amadeus.model.train.update.PartGradient;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** A worker's task: a step along its part of each of some batches. Its numbers are the losses, then the norms. */
final class LocalTask implements Function<List<BatchPart>, PartSum> {
    private static final long serialVersionUID = 1L;

    private final ModelForm form;
    private final Broadcast<float[]> start;
    private final long step;
    private final LocalSteps.Plan plan;
    private final int threads;

    /** @param start the values of a {@link TrainingState} after so many of Adam's steps */
    LocalTask(ModelForm form, Broadcast<float[]> start, long step, LocalSteps.Plan plan, int threads) {
        this.form = form;
        this.start = start;
        this.step = step;
        this.plan = plan;
        this.threads = threads;
    }

    @Override
    public PartSum call(List<BatchPart> parts) {
        NativeThreads.use(threads);
        Flat flat = new Flat(form.config());
        TrainingState state = new TrainingState(start.value(), step);
        PartGradient model = WorkerModels.take(form);
        LocalSteps.Taken taken = model.steps(state.parameters(flat), state.memory(flat), parts, plan);
        WorkerModels.giveBack(form, model);
        double[] numbers = DoubleStream.concat(DoubleStream.of(taken.losses()), DoubleStream.of(taken.norms()))
                .toArray();
        float[] end = new TrainingState(flat, taken.parameters(), taken.memory()).values();
        return PartSum.of(parts.get(0).first(), parts.get(0).share(), numbers, end);
    }
}
