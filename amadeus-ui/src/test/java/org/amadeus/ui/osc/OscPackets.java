package org.amadeus.ui.osc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.amadeus.live.mode.Mode;
import org.amadeus.ui.duet.DuetListener;
import org.amadeus.ui.duet.DuetRemote;
import org.amadeus.ui.duet.Steering;

/** Packets as programs, bad programs and bad networks send them. */
public final class OscPackets {
    private static final String[] KEYS = {"C", "F# minor", "Bbm", "none", "H", "", "\u0000", "d minor"};
    private static final int BUNDLE_HEAD = 16;

    private OscPackets() {}

    /** Steers that duet by whatever packets come; what is refused is refused by an {@link OscException}. */
    public static Consumer<byte[]> steering(DuetRemote duet) {
        OscRemote remote = remote(duet);
        return packet -> OscReader.read(packet).forEach(remote::receive);
    }

    static OscRemote remote(DuetRemote duet) {
        return new OscRemote(duet, Steering.NONE, true);
    }

    /** Reports a duet as packets. */
    public static DuetListener reporting(Consumer<byte[]> to) {
        return new OscReporter(message -> to.accept(message.packet()));
    }

    /** A packet: right ones, wrong ones, damaged ones, noise. */
    public static byte[] any(Random random) {
        byte[] packet = random.nextInt(4) == 0 ? bundle(random, 0) : message(random);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(packet, random.nextInt(packet.length + 1));
            case 1 -> Arrays.copyOf(packet, random.nextInt(2 * OscReader.MOST_BYTES));
            case 2 -> {
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
                }
                yield packet;
            }
            case 3 -> {
                byte[] noise = new byte[4 * random.nextInt(64)];
                random.nextBytes(noise);
                if (noise.length > 0) {
                    noise[0] = (byte) (random.nextBoolean() ? '/' : '#');
                }
                yield noise;
            }
            default -> packet;
        };
    }

    private static byte[] bundle(Random random, int depth) {
        byte[][] parts = new byte[random.nextInt(4)][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = depth < 8 && random.nextInt(2) == 0 ? bundle(random, depth + 1) : message(random);
        }
        int length = BUNDLE_HEAD;
        for (byte[] part : parts) {
            length += 4 + part.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        bytes.put("#bundle\0".getBytes(StandardCharsets.US_ASCII)).putLong(random.nextLong());
        for (byte[] part : parts) {
            bytes.putInt(part.length).put(part);
        }
        return bytes.array();
    }

    private static byte[] message(Random random) {
        OscAddress address = OscAddress.values()[random.nextInt(OscAddress.values().length)];
        String path = random.nextInt(12) == 0 ? "/amadeus/*" : address.path();
        Object argument =
                switch (random.nextInt(8)) {
                    case 0 -> Mode.values()[random.nextInt(Mode.values().length)].word();
                    case 1 -> KEYS[random.nextInt(KEYS.length)];
                    case 2 -> Float.intBitsToFloat(random.nextInt());
                    case 3 -> random.nextInt();
                    default -> usual(address, random);
                };
        return random.nextInt(8) == 0
                ? OscMessage.of(path).packet()
                : random.nextInt(16) == 0
                        ? OscMessage.of(path, argument, argument).packet()
                        : OscMessage.of(path, argument).packet();
    }

    private static Object usual(OscAddress address, Random random) {
        return switch (address) {
            case MODE -> Mode.values()[random.nextInt(Mode.values().length)].word();
            case KEY -> KEYS[random.nextInt(4)];
            case TEMPERATURE -> 0.1f + 1.9f * random.nextFloat();
            case DENSITY -> random.nextInt(13) - 1;
            case BARS -> random.nextInt(34);
            case TEMPO -> random.nextInt(4) == 0 ? 0 : 15 + 300 * random.nextFloat();
            case PLAY, STOP -> (float) random.nextInt(2);
        };
    }
}
