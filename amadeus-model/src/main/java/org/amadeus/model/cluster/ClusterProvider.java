package org.amadeus.model.cluster;

/** An engine that runs work on several machines, found by {@link java.util.ServiceLoader}. */
public interface ClusterProvider {
    /**
     * Gets workers.
     *
     * @throws org.amadeus.data.AmadeusException where there are none to be had
     */
    Cluster connect(ClusterSettings settings);
}
