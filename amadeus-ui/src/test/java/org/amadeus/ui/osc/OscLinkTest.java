package org.amadeus.ui.osc;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.ui.device.FakeKeyboard;
import org.amadeus.ui.device.MidiPorts;
import org.amadeus.ui.duet.DuetOptions;
import org.amadeus.ui.duet.DuetSession;
import org.amadeus.ui.duet.Recording;
import org.amadeus.ui.duet.SteadyModel;
import org.amadeus.ui.duet.Steering;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A duet and another program, by UDP on this machine. */
class OscLinkTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final FakeKeyboard keyboard = new FakeKeyboard("Test Piano [hw:1,0,0]", true, true);
    private final Queue<OscMessage> told = new ConcurrentLinkedQueue<>();
    private DatagramSocket program;

    @BeforeEach
    void plug() throws IOException {
        keyboard.plug();
        program = new DatagramSocket(0, HERE);
        Thread hearing = new Thread(() -> {
            DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            try {
                while (true) {
                    program.receive(packet);
                    told.addAll(OscReader.read(Arrays.copyOf(packet.getData(), packet.getLength())));
                }
            } catch (IOException closed) {
                // That is the end.
            }
        });
        hearing.setDaemon(true);
        hearing.start();
    }

    @AfterEach
    void unplug() {
        keyboard.close();
        program.close();
    }

    private static DuetSession session() {
        Performer performer = new Performer(new SteadyModel(100_000), Guards.DEFAULT);
        performer.start(0, new float[4], 1);
        return new DuetSession(
                MidiPorts.input("test piano"),
                MidiPorts.output("test piano"),
                new Soloist(performer, 4, Sampling.DEFAULT),
                CodecProfile.EXPRESSIVE,
                1,
                DuetOptions.DEFAULT.withPlaying(
                        LiveOptions.DEFAULT.withSilence(10).withLength(8, 8)),
                new Recording());
    }

    private OscLink link(DuetSession session) {
        return OscLink.open(
                Optional.of(new InetSocketAddress(HERE, 0)),
                Optional.of(new InetSocketAddress(HERE, program.getLocalPort())),
                session,
                Steering.NONE,
                true);
    }

    private void send(OscLink link, byte[] packet) throws IOException {
        program.send(new DatagramPacket(packet, packet.length, HERE, link.port().orElseThrow()));
    }

    private List<Object> said(String word) {
        return told.stream()
                .filter(message -> message.address().equals("/amadeus/" + word))
                .<Object>map(message -> message.arguments().get(0))
                .toList();
    }

    private BitSet sounding() {
        BitSet sounding = new BitSet();
        for (OscMessage message : told) {
            if (message.address().equals("/amadeus/note")) {
                sounding.set(
                        (int) message.arguments().get(0),
                        message.arguments().get(2).equals(1));
            }
        }
        return sounding;
    }

    @Test
    void anotherProgramAsksForTheAnswerHearsItAndStopsIt() throws Exception {
        try (DuetSession session = session();
                OscLink link = link(session)) {
            keyboard.play(0x90, 60, 70);
            keyboard.play(0x80, 60, 0);
            eventually(() -> said("state").contains("hearing"));
            send(link, OscMessage.of("/amadeus/mode", "finish").packet());
            eventually(
                    () -> session.status().mode() == Mode.FINISH && said("mode").contains("finish"));
            send(link, OscMessage.of("/amadeus/temperature", 0.5f).packet());
            eventually(() -> said("temperature").contains(0.5f));
            send(link, OscMessage.of("/amadeus/play").packet());
            eventually(() -> said("state").contains("answering") && !sounding().isEmpty());
            send(link, OscMessage.of("/amadeus/stop").packet());
            eventually(() -> sounding().isEmpty()
                    && said("state").get(said("state").size() - 1).equals("listening"));
            session.stop();
            eventually(() -> said("state").contains("stopped"));
        }
    }

    @Test
    void whatIsNoOscIsSaidInOneLineAndTheDuetGoesOn() throws Exception {
        try (DuetSession session = session();
                OscLink link = link(session)) {
            send(link, "GET / HTTP/1.1\r\n\r\n".getBytes());
            String[] line = {""};
            eventually(() -> {
                link.refused().ifPresent(each -> line[0] = each);
                return !line[0].isEmpty();
            });
            assertEquals("OSC: a packet of 18 bytes: 18 bytes, expected a multiple of 4", line[0]);
            for (int i = 0; i < 3 * OscPort.PER_SECOND; i++) {
                send(link, new byte[(i % 2) * 8000]);
            }
            send(link, OscMessage.of("/a\nb").packet());
            line[0] = "";
            eventually(() -> {
                link.refused().ifPresent(each -> line[0] = each);
                return line[0].contains("more refused");
            });
            assertEquals(1, line[0].lines().count());
            // The network may have dropped it, or the port, which was full; who asks again is heard.
            eventually(() -> {
                sendAgain(link);
                return session.status().mode() == Mode.ECHO;
            });
        }
    }

    private void sendAgain(OscLink link) {
        try {
            send(link, OscMessage.of("/amadeus/mode", "echo").packet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPortThatIsTakenIsAnErrorInWords() {
        try (DuetSession session = session()) {
            AmadeusException e = assertThrows(
                    AmadeusException.class,
                    () -> OscLink.open(
                            Optional.of(new InetSocketAddress(HERE, program.getLocalPort())),
                            Optional.empty(),
                            session,
                            Steering.NONE,
                            true));
            assertTrue(e.getMessage().contains("give another"), e.getMessage());
        }
    }
}
