package org.amadeus.model.train;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.Counted;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;

/**
 * The session that a training begins with: the one in the file where there is one, else a fresh one. Nothing is
 * written: {@link Trainer#run} saves a fresh one before its first iteration. A file that is no session is an error and
 * stays as it is.
 *
 * @param session what to give to a {@link Trainer}
 * @param fresh   whether it was made now
 */
public record TrainingStart(Session session, boolean fresh) {
    private static final String RECIPE = "recipe";

    /**
     * Opens or makes a session for a dataset.
     *
     * @param sizes          of a fresh model; an existing one must agree in all but its dropout, which is changed
     * @param seed           what to draw from; empty for an existing session's own, or any for a fresh one
     * @param resetOptimizer whether Adam's memory is dropped
     * @throws AmadeusException         where the file is no session, is quantized, does not fit the dataset or the
     *                                  sizes
     * @throws IllegalArgumentException where the sizes are out of range
     */
    public static TrainingStart of(
            Path file,
            PerformanceDataset dataset,
            TrainingSettings settings,
            ModelSizes sizes,
            OptionalLong seed,
            boolean resetOptimizer) {
        boolean fresh = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        Session session = fresh
                ? Session.untrained(
                        sizes.applyTo(ModelConfig.defaults(dataset.profile())),
                        seed.orElseGet(() -> ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)))
                : SessionFiles.load(file);
        ModelConfig config = checked(file, session, dataset, sizes);
        Map<String, String> provenance = new LinkedHashMap<>(session.provenance());
        provenance.put("trained on", dataset.folder().getFileName() + ", " + describe(dataset));
        provenance.put("trained with", settings.summary());
        provenance.remove(RECIPE);
        Session start = new Session(
                config,
                session.stepGraph(),
                resetOptimizer ? Optional.empty() : session.optimizer(),
                seed.isPresent() ? session.progress().withSeed(seed.getAsLong()) : session.progress(),
                provenance);
        return new TrainingStart(start, fresh);
    }

    /** The same, by settings that have a name: it is kept in the session's provenance. */
    public TrainingStart byRecipe(String name) {
        Map<String, String> provenance = new LinkedHashMap<>(session.provenance());
        provenance.put(RECIPE, name);
        return new TrainingStart(
                new Session(session.config(), session.stepGraph(), session.optimizer(), session.progress(), provenance),
                fresh);
    }

    private static String describe(PerformanceDataset dataset) {
        return String.format(
                Locale.ROOT,
                "%s, %s, fingerprint %s",
                Counted.of(dataset.pieces().size(), "piece"),
                Counted.of(dataset.eventCount(), "event"),
                dataset.fingerprint());
    }

    /** What the session is trained as. */
    private static ModelConfig checked(Path file, Session session, PerformanceDataset dataset, ModelSizes sizes) {
        ModelConfig config = session.config();
        if (!session.isPlain()) {
            throw new AmadeusException(
                    file
                            + ": is quantized and can't be trained. Train a float session: the one it was made from, or amadeus convert FILE OUT --float");
        }
        if (config.profile() != dataset.profile()) {
            throw new AmadeusException(file + ": is of the " + config.profile().id() + " profile, "
                    + dataset.folder() + " of the " + dataset.profile().id()
                    + " profile. Make the dataset anew with preprocess --profile "
                    + config.profile().id()
                    + ". A session that lost its profile on the way through Python gets it back by amadeus convert"
                    + " --profile");
        }
        config.requirePiano(file.toString());
        ModelConfig wanted = sizes.applyTo(config);
        if (!wanted.withDropout(config.gruDropout()).equals(config)) {
            throw new AmadeusException(file + ": holds a model of other sizes (init_dim=" + config.initDim()
                    + ",hidden_dim=" + config.hiddenDim() + ",gru_layers=" + config.gruLayers() + ",cell="
                    + config.cell().id()
                    + ") than -p says. Leave -p out, or name another session");
        }
        return wanted;
    }
}
