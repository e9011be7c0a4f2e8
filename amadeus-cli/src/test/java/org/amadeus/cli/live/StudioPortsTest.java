package org.amadeus.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amadeus.ui.studio.PortInUseException;
import org.amadeus.ui.studio.RunningStudio;
import org.amadeus.ui.studio.StudioLimits;
import org.amadeus.ui.studio.StudioServer;
import org.junit.jupiter.api.Test;

class StudioPortsTest {
    private static final RunningStudio ABOUT = RunningStudio.here("1", "bundled");

    @Test
    void aSecondStartShowsTheFirst() {
        try (StudioServer first = StudioServer.start(ABOUT, 0, StudioLimits.DEFAULT)) {
            StudioPorts.Place second = StudioPorts.find(first.port(), ABOUT, true, Optional.empty());
            assertEquals(Optional.empty(), second.started());
            assertEquals(first.url(), second.url());
        }
    }

    @Test
    void anothersAnotherModelsAndAnotherVersionsStudioIsLeftAlone() {
        for (RunningStudio other : List.of(
                new RunningStudio("1", "bundled", "somebody else"),
                RunningStudio.here("1", "mine.amadeus"),
                RunningStudio.here("2", "bundled"))) {
            try (StudioServer first = StudioServer.start(other, 0, StudioLimits.DEFAULT)) {
                assertStartsBeside(first.port(), true);
            }
        }
    }

    /** A file may have changed since, or be another of the same name. */
    @Test
    void aModelOfAFileIsStartedAnew() {
        try (StudioServer first = StudioServer.start(ABOUT, 0, StudioLimits.DEFAULT)) {
            assertStartsBeside(first.port(), false);
        }
    }

    @Test
    void anotherProgramsPortIsPassedOver() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertStartsBeside(other.getLocalPort(), true);
        }
    }

    @Test
    void whereAllAreTakenThatIsSaid() throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            int first = 0;
            while (taken.size() < 10) {
                ServerSocket socket = new ServerSocket(
                        taken.isEmpty() ? 0 : first + taken.size(), 1, InetAddress.getLoopbackAddress());
                first = taken.isEmpty() ? socket.getLocalPort() : first;
                taken.add(socket);
            }
            int from = first;
            PortInUseException all = assertThrows(
                    PortInUseException.class, () -> StudioPorts.find(from, ABOUT, false, Optional.empty()));
            assertTrue(
                    all.getMessage().startsWith("ports " + from + " to " + (from + 9) + " on 127.0.0.1 are in use; "));
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
    }

    private static void assertStartsBeside(int taken, boolean share) {
        StudioPorts.Place place = StudioPorts.find(taken, ABOUT, share, Optional.empty());
        try (StudioServer second = place.started().orElseThrow()) {
            assertNotEquals(taken, second.port());
            assertEquals(place.url(), second.url());
        }
    }
}
