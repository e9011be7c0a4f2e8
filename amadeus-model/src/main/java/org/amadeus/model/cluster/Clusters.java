package org.amadeus.model.cluster;

import java.util.ServiceLoader;
import org.amadeus.data.AmadeusException;

/** The engine on the class path. */
public final class Clusters {
    private Clusters() {}

    /**
     * Gets workers of it.
     *
     * @throws AmadeusException where there is no engine on the class path, or no workers are to be had
     */
    public static Cluster connect(ClusterSettings settings) {
        return ServiceLoader.load(ClusterProvider.class)
                .findFirst()
                .orElseThrow(() -> new AmadeusException(
                        "--master " + settings.master() + ": this program was built without Apache Spark."
                                + " \"./mvnw -Pspark -Dmaven.test.skip package\" in a checkout makes one with it, in"
                                + " amadeus-dist/target; docs/scale.md says more"))
                .connect(settings);
    }
}
