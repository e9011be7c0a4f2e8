package org.amadeus.model.op;

import java.util.ServiceLoader;
import org.amadeus.model.backend.Backend;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.imports.converters.ImportClassMapping;
import org.slf4j.LoggerFactory;

/**
 * Makes SameDiff know our ops. SameDiff keeps its op names and its session factory in static tables, so this is done
 * once per JVM; whoever builds, loads or runs a graph calls {@link #register()} first, which is cheap after that.
 */
public final class Ops {
    private Ops() {}

    /** Holds the registration: a class is initialised once, whichever thread comes first. */
    private static final class Registration {
        static {
            Backend.warning().ifPresent(LoggerFactory.getLogger(Ops.class)::warn);
            ServiceLoader.load(JavaOp.class, Ops.class.getClassLoader())
                    .forEach(op -> ImportClassMapping.getOpNameMapping().put(op.opName(), op));
            SameDiff.bindInferenceFactory(OpSession::new);
        }

        static void done() {}
    }

    /**
     * Registers every {@link JavaOp} that a module lists, and lets {@link SameDiff#output} execute them. Does not reach
     * {@link SameDiff#fit}, which makes sessions of its own: see {@link JavaOpListener}.
     *
     * @throws org.amadeus.data.AmadeusException where no ND4J backend is on the class path
     */
    public static void register() {
        Backend.require();
        Registration.done();
    }

    /** Likewise, for a graph that may have been begun before. Whatever adds an op of ours to a graph does this. */
    static void register(SameDiff graph) {
        register();
        graph.getSessions().values().removeIf(session -> !(session instanceof OpSession));
    }
}
