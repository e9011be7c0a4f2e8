package org.amadeus.cli.live;

import java.util.Optional;
import org.amadeus.ui.studio.PortInUseException;
import org.amadeus.ui.studio.RunningStudio;
import org.amadeus.ui.studio.StudioLimits;
import org.amadeus.ui.studio.StudioServer;
import org.amadeus.ui.studio.http.Guests;

/** Where a studio is served that was told no port. */
final class StudioPorts {
    /** Browsers keep what a page was allowed, and its pieces, by port: it is the same one where it can be. */
    static final int FIRST = 8080;

    private static final int TRIED = 10;

    private StudioPorts() {}

    /**
     * A studio's place.
     *
     * @param url     the address of the page
     * @param started the studio, empty where it runs already
     */
    record Place(String url, Optional<StudioServer> started) {}

    /**
     * Starts a studio on the first of some ports that is free, or finds it running on one before that.
     *
     * @param first where to begin
     * @param about what it tells of itself
     * @param share whether one that tells the same, and lets in nobody else, will do
     * @param guests who else may come, if anybody
     * @throws PortInUseException where all are taken by others
     */
    static Place find(int first, RunningStudio about, boolean share, Optional<? extends Guests> guests) {
        for (int port = first; ; port++) {
            try {
                StudioServer studio =
                        StudioServer.start(about, port, StudioLimits.DEFAULT, guests.map(Guests.class::cast));
                return new Place(studio.url(), Optional.of(studio));
            } catch (PortInUseException taken) {
                if (share
                        && guests.isEmpty()
                        && RunningStudio.at(port).filter(about::equals).isPresent()) {
                    return new Place(StudioServer.url(port), Optional.empty());
                }
                if (port == first + TRIED - 1) {
                    throw new PortInUseException(first, port, taken);
                }
            }
        }
    }
}
