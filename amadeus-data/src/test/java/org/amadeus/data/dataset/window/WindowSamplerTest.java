package org.amadeus.data.dataset.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.Progress;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.MadeUpMidi;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.events.Variation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSamplerTest {
    private static final int LENGTH = 50;

    @TempDir
    private static Path temp;

    private static PerformanceDataset dataset;

    @BeforeAll
    static void preprocess() throws IOException {
        Path midi = temp.resolve("midi");
        MadeUpMidi.write(midi.resolve("a-long.mid"), 200, 1);
        MadeUpMidi.write(midi.resolve("b-long.mid"), 120, 2);
        MadeUpMidi.write(midi.resolve("c-short.mid"), 3, 3);
        Path store = temp.resolve("store");
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0), 1).run(midi, store, false, Progress.NONE);
        dataset = PerformanceDataset.open(store);
    }

    @Test
    void everyWindowOfTheGridIsReachedOnceBeforeOneComesAgain() {
        WindowSampler sampler = new WindowSampler(dataset, LENGTH, 10, 7, Augmentation.NONE, 5);
        long expected = dataset.pieces().stream()
                .mapToLong(piece -> piece.events() < LENGTH ? 1 : (piece.events() - LENGTH) / 10 + 1)
                .sum();
        assertEquals(expected, sampler.windows());
        for (int epoch = 0; epoch < 3; epoch++) {
            Set<Window> seen = new HashSet<>();
            for (int i = 0; i < expected; i++) {
                Window window = sampler.window(epoch * expected + i);
                assertEquals(0, window.start() % 10);
                int events = dataset.pieces().get(window.piece()).events();
                assertTrue(window.start() == 0 || window.start() + LENGTH <= events, window.toString());
                assertTrue(seen.add(window), window + " came twice");
            }
        }
        assertFalse(sampler.window(0).equals(sampler.window(expected))
                && sampler.window(1).equals(sampler.window(expected + 1))
                && sampler.window(2).equals(sampler.window(expected + 2)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 16, 17, 63, 64, 65, 1000, 4097})
    void aShuffleIsAPermutation(long size) {
        IndexShuffle shuffle = new IndexShuffle(size, 42);
        BitSet seen = new BitSet();
        for (long i = 0; i < size; i++) {
            long at = shuffle.get(i);
            assertTrue(at >= 0 && at < size && !seen.get((int) at));
            seen.set((int) at);
        }
    }

    @Test
    void aBatchDependsOnItsNumberAndTheSeedAlone() {
        WindowSampler one = new WindowSampler(dataset, LENGTH, 10, 4, Augmentation.ALL_KEYS, 5);
        WindowSampler other = new WindowSampler(dataset, LENGTH, 10, 4, Augmentation.ALL_KEYS, 5);
        one.batch(0);
        one.batch(1);
        assertArrayEquals(one.batch(17).events(), other.batch(17).events());
        assertArrayEquals(one.batch(17).controls(), other.batch(17).controls());
        assertFalse(Arrays.equals(
                one.batch(17).events(),
                new WindowSampler(dataset, LENGTH, 10, 4, Augmentation.ALL_KEYS, 6)
                        .batch(17)
                        .events()));
    }

    @Test
    void moreWindowsThanThereAreRepeat() {
        WindowBatch batch = new WindowSampler(dataset, LENGTH, 1000, 64, Augmentation.NONE, 5).batch(3);
        assertEquals(64, batch.windows());
        assertEquals(64 * LENGTH, batch.events().length);
    }

    @Test
    void windowsHoldThePiecesEventsAndControls() {
        WindowReader reader = new WindowReader(dataset, LENGTH);
        EventSequence piece = dataset.events(0);
        ControlSequence controls = ControlSequence.of(piece);
        WindowBatch batch = batch(1);
        float[] control = new float[24];
        for (int start = 0; start + LENGTH <= piece.size(); start += 10) {
            reader.fill(batch, 0, new Window(0, start), Variation.NONE);
            for (int step = 0; step < LENGTH; step++) {
                assertEquals(piece.get(start + step), batch.events()[step]);
                controls.fill(start + step, control, 0);
                assertArrayEquals(control, Arrays.copyOfRange(batch.controls(), 24 * step, 24 * step + 24));
            }
        }
    }

    /** However few events it has: what is looked ahead into is measured in seconds. */
    @Test
    void theControlsOfAShortWindowLookTwoSecondsAhead() {
        ControlSequence controls = ControlSequence.of(dataset.events(0));
        WindowReader reader = new WindowReader(dataset, 1);
        float[] control = new float[24];
        for (int start = 0; start < controls.size(); start++) {
            WindowBatch batch = new WindowBatch(1, 1, new int[1], new float[24]);
            reader.fill(batch, 0, new Window(0, start), Variation.NONE);
            controls.fill(start, control, 0);
            assertArrayEquals(control, batch.controls(), "event " + start);
        }
    }

    @Test
    void transpositionMovesEventsAndControlsAlike() {
        WindowReader reader = new WindowReader(dataset, LENGTH);
        WindowBatch batch = batch(2);
        reader.fill(batch, 0, new Window(0, 20), Variation.NONE);
        reader.fill(batch, 1, new Window(0, 20), new Variation(3, 1, 0));
        for (int step = 0; step < LENGTH; step++) {
            assertEquals(EventSequence.transpose(batch.events()[2 * step], 3), batch.events()[2 * step + 1]);
            for (int p = 0; p < 12; p++) {
                assertEquals(batch.controls()[48 * step + 12 + p], batch.controls()[48 * step + 36 + (p + 3) % 12]);
            }
        }
    }

    @Test
    void controlsAreThoseOfTheVariedMusic() {
        WindowReader reader = new WindowReader(dataset, LENGTH);
        EventCodec codec = EventCodec.of(dataset.profile());
        Variation variation = new Variation(-5, 0.9, 3);
        WindowBatch batch = batch(1);
        float[] control = new float[24];
        int size = dataset.events(0).size();
        for (int start = 0; start + LENGTH <= size; start += 10) {
            EventSequence music = variation.of(dataset.events(0, start, size), codec);
            ControlSequence controls = ControlSequence.of(music);
            reader.fill(batch, 0, new Window(0, start), variation);
            for (int step = 0; step < LENGTH && music.size() >= LENGTH; step++) {
                assertEquals(music.get(step), batch.events()[step], start + " " + step);
                controls.fill(step, control, 0);
                assertArrayEquals(control, Arrays.copyOfRange(batch.controls(), 24 * step, 24 * step + 24));
            }
        }
    }

    /** Faster music has fewer events: the last windows would be too short, and a piece may become shorter than a window. */
    @Test
    void aWindowIsFullHoweverFastTheMusic() {
        WindowReader reader = new WindowReader(dataset, LENGTH);
        EventCodec codec = EventCodec.of(dataset.profile());
        Variation fast = new Variation(0, 2, 0);
        WindowBatch batch = batch(1);
        int size = dataset.events(0).size();
        EventSequence rest = fast.of(dataset.events(0, size - LENGTH, size), codec);
        assertTrue(rest.size() < LENGTH, "a case of it: " + rest.size());
        reader.fill(batch, 0, new Window(0, size - LENGTH), fast);
        EventSequence piece = fast.of(dataset.events(0), codec);
        assertEquals(piece.slice(piece.size() - LENGTH, piece.size()), EventSequence.of(batch.events()));

        WindowReader whole = new WindowReader(dataset, size);
        WindowBatch long1 = new WindowBatch(size, 1, new int[size], new float[size * 24]);
        whole.fill(long1, 0, new Window(0, 0), fast);
        assertEquals(EventVocabulary.PRIMARY, long1.events()[piece.size()]);
        assertEquals(piece.get(0), long1.events()[piece.size() + 1]);
    }

    @Test
    void whatIsDrawnIsDrawnEvenlyAndEachByItself() {
        Augmentation augmentation = new Augmentation(-5, 5, List.of(0.9, 1.0, 1.1), 2);
        Map<Variation, Integer> seen = new HashMap<>();
        for (long sample = 0; sample < 16500; sample++) {
            seen.merge(augmentation.variation(7, sample), 1, Integer::sum);
        }
        assertEquals(11 * 3 * 5, seen.size());
        seen.forEach((variation, times) -> assertTrue(times > 50 && times < 160, variation + ": " + times));
        assertEquals(Variation.NONE, Augmentation.NONE.variation(7, 3));
    }

    /** Each window of a batch has a variation of its own. */
    @Test
    void eachWindowOfABatchIsVariedByItself() {
        Augmentation augmentation = Augmentation.ALL_KEYS.withVelocityShift(2);
        WindowSampler varied = new WindowSampler(dataset, LENGTH, 10, 16, augmentation, 5);
        WindowReader reader = new WindowReader(dataset, LENGTH);
        WindowBatch batch = varied.batch(3);
        Set<Variation> variations = new HashSet<>();
        for (int slot = 0; slot < 16; slot++) {
            long sample = 3 * 16 + slot;
            WindowBatch expected = batch(1);
            Variation variation = augmentation.variation(5, sample);
            reader.fill(expected, 0, varied.window(sample), variation);
            variations.add(variation);
            for (int step = 0; step < LENGTH; step++) {
                assertEquals(expected.events()[step], batch.events()[16 * step + slot], "slot " + slot);
            }
        }
        assertTrue(variations.size() > 8, variations.toString());
    }

    /** What a seed draws is what it drew in every version before: a training that goes on goes on the same way. */
    @Test
    void aSeedDrawsWhatItEverDrew() {
        Augmentation augmentation = new Augmentation(-6, 5, List.of(0.9, 1.0, 1.1), 3);
        assertEquals(
                List.of(
                        new Variation(0, 1.1, 1),
                        new Variation(-1, 1.1, 0),
                        new Variation(-2, 1, 0),
                        new Variation(0, 1, 2),
                        new Variation(-2, 0.9, -3),
                        new Variation(-3, 1, 0)),
                LongStream.range(0, 6)
                        .mapToObj(sample -> augmentation.variation(7, sample))
                        .toList());
        IndexShuffle shuffle = new IndexShuffle(1000, 7);
        assertArrayEquals(
                new long[] {872, 478, 880, 712, 413, 13, 831, 518},
                LongStream.range(0, 8).map(shuffle::get).toArray());
    }

    @Test
    void aShortPieceIsRepeatedAfterAPause() {
        WindowReader reader = new WindowReader(dataset, LENGTH);
        EventSequence piece = dataset.events(2);
        assertTrue(piece.size() < LENGTH, piece.toString());
        WindowBatch batch = batch(1);
        reader.fill(batch, 0, new Window(2, 0), Variation.NONE);
        for (int step = 0; step < LENGTH; step++) {
            int place = step % (piece.size() + 1);
            assertEquals(place == piece.size() ? EventVocabulary.PRIMARY : piece.get(place), batch.events()[step]);
        }
    }

    @Test
    void theControlsOfAShortPieceAreThoseOfThePieceInEachRepetition() {
        EventSequence piece = dataset.events(2);
        ControlSequence controls = ControlSequence.of(piece);
        WindowBatch batch = batch(1);
        new WindowReader(dataset, LENGTH).fill(batch, 0, new Window(2, 0), Variation.NONE);
        // In the pause, what follows it: the longest rest, then the piece anew.
        ControlSequence inPause =
                ControlSequence.of(EventSequence.of(EventVocabulary.PRIMARY).concat(piece));
        assertNotEquals(ControlSequence.of(EventSequence.of(EventVocabulary.PRIMARY)), inPause.slice(0, 1));
        float[] control = new float[24];
        for (int step = 0; step < LENGTH; step++) {
            int place = step % (piece.size() + 1);
            if (place < piece.size()) {
                controls.fill(place, control, 0);
            } else {
                inPause.fill(0, control, 0);
            }
            assertArrayEquals(control, Arrays.copyOfRange(batch.controls(), 24 * step, 24 * step + 24), "step " + step);
        }
    }

    /** Rounds in common would make one order follow from the other by a fixed rule, a slide. */
    @Test
    void keysThatFollowEachOtherHaveNoRoundInCommon() {
        IndexShuffle first = new IndexShuffle(1L << 20, 7);
        IndexShuffle next = new IndexShuffle(1L << 20, 8);
        int slid = 0;
        for (long place = 0; place < 1000; place++) {
            // A Feistel round moves the right half to the left: after a slide by one, halves would be found again.
            long one = first.get(place);
            long other = next.get((place & 1023) << 10 | one & 1023);
            slid += one >>> 10 == (other & 1023) || (one & 1023) == other >>> 10 ? 1 : 0;
        }
        assertTrue(slid < 20, slid + " of 1000");
    }

    private static WindowBatch batch(int windows) {
        return new WindowBatch(LENGTH, windows, new int[LENGTH * windows], new float[LENGTH * windows * 24]);
    }
}
