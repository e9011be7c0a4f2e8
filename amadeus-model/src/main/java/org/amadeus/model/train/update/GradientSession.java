package org.amadeus.model.train.update;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.amadeus.model.run.GraphRunner;
import org.amadeus.model.train.listener.GraphListeners;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Loss and gradients of a training graph by SameDiff's gradient function. Every way around a defect of SameDiff
 * 1.0.0-M2.1 that training needs is in this class, in {@link GraphRunner}, or named here:
 *
 * <ul>
 *   <li>{@code SameDiff.fit} reports a loss of 0, cannot clip by the global norm and takes more memory with each call:
 *       the gradient function is run here, as any graph is, and the update is {@link TorchAdam}'s.
 *   <li>Sessions and their memory: see {@link GraphRunner}, of which one serves the whole run.
 *   <li>A graph copies the arrays that it is given for its variables: what is to be updated is asked for afterwards.
 *   <li>{@code gather} has no usable gradient: the graph has an op of ours in its place. {@code mmul}'s fails where all sizes
 *       are 1.
 *   <li>The gradient of the sparse cross-entropy ignores the one that reaches it: an op of ours again.
 *   <li>Making the gradient function prints a line for each op: they are kept from the terminal.
 *   <li>Dropout has no gradient: the graph multiplies by a mask that is a placeholder.
 * </ul>
 *
 * Not thread-safe.
 */
final class GradientSession implements AutoCloseable {
    /** What SameDiff calls the graph with the gradients. */
    private static final String GRADIENT_FUNCTION = "grad";

    private final SameDiff graph;
    private final GraphRunner session;
    private final Map<String, INDArray> parameters = new LinkedHashMap<>();
    /** What the gradient of each parameter is called in the graph. */
    private final Map<String, String> gradients = new LinkedHashMap<>();

    private final List<String> outputs = new ArrayList<>(List.of(TrainingGraph.LOSS));

    /**
     * @param graph      as {@link TrainingGraph} builds it
     * @param parameters whose gradients are wanted
     */
    GradientSession(SameDiff graph, Set<String> parameters) {
        this.graph = graph;
        differentiateInSilence(parameters);
        SameDiff run = graph.getFunction(GRADIENT_FUNCTION);
        for (String name : parameters) {
            this.parameters.put(name, run.getVariable(name).getArr());
            gradients.put(name, graph.getVariable(name).getGradient().name());
        }
        outputs.addAll(gradients.values());
        session = new GraphRunner(run);
    }

    private void differentiateInSilence(Set<String> parameters) {
        PrintStream terminal = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            graph.createGradFunction(parameters.toArray(String[]::new));
        } finally {
            System.setOut(terminal);
        }
    }

    /** The arrays that runs read parameters from, by name; to be written to in place. */
    Map<String, INDArray> parameters() {
        return parameters;
    }

    /** The graph that listeners are shown. */
    SameDiff graph() {
        return graph;
    }

    /**
     * Runs the graph forward and backward, watched by SameDiff's listeners.
     *
     * @param placeholders every placeholder's array by name
     * @param reader       is handed each parameter's gradient, by name, during the call alone: its memory is used again
     * @param batch        what the placeholders were made from, for the listeners
     * @return the loss
     */
    double run(
            Map<String, INDArray> placeholders,
            BiConsumer<String, INDArray> reader,
            MultiDataSet batch,
            GraphListeners watching) {
        Map<String, INDArray> results = watching.run(session, placeholders, outputs, batch);
        gradients.forEach((name, output) -> reader.accept(name, results.get(output)));
        return results.get(TrainingGraph.LOSS).getDouble(0);
    }

    /** Frees the parameters' arrays and the memory of the runs. */
    @Override
    public void close() {
        session.close();
        parameters.values().stream().filter(INDArray::closeable).forEach(INDArray::close);
    }
}
