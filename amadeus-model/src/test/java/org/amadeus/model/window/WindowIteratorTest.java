package org.amadeus.model.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.Progress;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.data.dataset.window.Window;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.network.ModelConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.AsyncMultiDataSetIterator;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class WindowIteratorTest {
    private static final Augmentation VARIED = new Augmentation(-5, 5, List.of(0.9, 1.0, 1.1), 2);
    private static final ModelConfig CONFIG = new ModelConfig(3, 240, 24, 8, 1, 0, CodecProfile.EXPRESSIVE);
    private static final int LENGTH = 40;

    @TempDir
    static Path folder;

    private static PerformanceDataset dataset;

    /** One piece shorter than a window, two longer. */
    @BeforeAll
    static void makeDataset() throws IOException {
        int[] notes = {5, 60, 90};
        for (int piece = 0; piece < notes.length; piece++) {
            Random random = new Random(piece);
            List<Note> played = new ArrayList<>();
            for (int i = 0; i < notes[piece]; i++) {
                played.add(new Note(0.2 * i, 0.2 * i + 0.3, 40 + random.nextInt(40), 40 + random.nextInt(60)));
            }
            MidiWriter.write(
                    MidiFileBuilder.of("Piano", NoteSequence.of(played)), folder.resolve("midi/" + piece + ".mid"));
        }
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0), 1)
                .run(folder.resolve("midi"), folder.resolve("store"), false, Progress.NONE);
        dataset = PerformanceDataset.open(folder.resolve("store"));
    }

    private static WindowIterator.Builder windows() {
        return WindowIterator.over(dataset, CONFIG).length(LENGTH).batch(4).seed(5);
    }

    /** Of each two batches one has each length, and each length's windows come as they would without the other. */
    @Test
    void lengthsTakeTurns() {
        WindowIterator mixed = windows().lengths(List.of(LENGTH, 17)).build();
        WindowIterator alone = windows().build();
        assertEquals(alone.windows() + windows().length(17).build().windows(), mixed.windows());
        Set<Long> first = new HashSet<>();
        for (int round = 0; round < 12; round++) {
            MultiDataSet one = mixed.batch(2 * round);
            MultiDataSet two = mixed.batch(2 * round + 1);
            long length = one.getLabels(0).size(0);
            first.add(length);
            assertEquals(LENGTH + 17, length + two.getLabels(0).size(0));
            MultiDataSet longer = length == LENGTH ? one : two;
            assertEquals(alone.batch(round).getLabels(0), longer.getLabels(0), "round " + round);
            assertEquals(alone.batch(round).getExampleMetaData(), longer.getExampleMetaData(), "round " + round);
            assertFalse(one.getFeatures(2).equals(two.getFeatures(2)), "each batch has inits of its own");
        }
        assertEquals(Set.of((long) LENGTH, 17L), first, "either may be first");
    }

    /** Not the same windows twice, once long and once short. */
    @Test
    void eachLengthHasAnOrderOfItsOwn() {
        WindowIterator twice = windows().lengths(List.of(LENGTH, LENGTH)).build();
        for (int round = 0; round < 5; round++) {
            assertFalse(
                    twice.batch(2 * round)
                            .getExampleMetaData()
                            .equals(twice.batch(2 * round + 1).getExampleMetaData()),
                    "round " + round);
        }
    }

    /** The k-th of n windows is the one at k / n of the way, whatever fills the last batch up. */
    @Test
    void someInOrderAreSpreadOverAll() {
        List<Window> all = inOrder(windows().inOrder().build());
        for (int most : new int[] {1, 3, 6, 7, all.size(), all.size() + 9}) {
            int count = Math.min(most, all.size());
            WindowIterator some = windows().inOrder(most).build();
            assertEquals(count, some.windows());
            List<Window> expected = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                expected.add(all.get((int) Math.floor((double) k * all.size() / count)));
            }
            assertEquals(expected, inOrder(some));
        }
    }

    /** The windows that count. */
    private static List<Window> inOrder(WindowIterator windows) {
        List<Window> found = new ArrayList<>();
        while (windows.hasNext()) {
            MultiDataSet batch = windows.next();
            WindowArrays arrays = WindowArrays.of(batch);
            for (int slot = 0; slot < arrays.windows(); slot++) {
                if (arrays.lengths()[slot] > 0) {
                    found.add(batch.getExampleMetaData(Window.class).get(slot));
                }
            }
        }
        return found;
    }

    @Test
    void lengthsThatAreNoneAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> windows().lengths(List.of()).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> windows().lengths(List.of(10, 0)).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> windows().lengths(List.of(10, 20)).inOrder().build());
    }

    @Test
    void featuresAndLabelsAreWhatTheNetworkTakes() {
        MultiDataSet batch = windows().build().next();
        assertArrayEquals(new long[] {LENGTH, 4}, batch.getFeatures(0).shape());
        assertArrayEquals(new long[] {LENGTH, 4, 25}, batch.getFeatures(1).shape());
        assertArrayEquals(new long[] {4, 3}, batch.getFeatures(2).shape());
        assertArrayEquals(new long[] {LENGTH, 4}, batch.getLabels(0).shape());
        assertEquals(DataType.INT, batch.getFeatures(0).dataType());
        assertEquals(DataType.INT, batch.getLabels(0).dataType());
        assertNull(batch.getLabelsMaskArray(0));
        for (int slot = 0; slot < 4; slot++) {
            assertEquals(EventVocabulary.PRIMARY, batch.getFeatures(0).getInt(0, slot));
            for (int step = 1; step < LENGTH; step++) {
                assertEquals(
                        batch.getLabels(0).getInt(step - 1, slot),
                        batch.getFeatures(0).getInt(step, slot));
            }
        }
    }

    @Test
    void whereverItIsPutItGivesWhatItWouldHaveGiven() {
        WindowIterator whole = windows().controlRatio(0.5).augmentation(VARIED).build();
        List<WindowArrays> expected = new ArrayList<>();
        long batches = 3 * whole.batchesPerEpoch() + 1;
        assertTrue(whole.batchesPerEpoch() > 2);
        for (long i = 0; i < batches; i++) {
            expected.add(WindowArrays.next(whole));
        }
        for (long from : new long[] {0, 1, whole.batchesPerEpoch(), batches - 1}) {
            WindowIterator resumed =
                    windows().seed(99).controlRatio(0.5).augmentation(VARIED).build();
            resumed.next();
            resumed.seek(5, from);
            for (long i = from; i < batches; i++) {
                assertSame(expected.get((int) i), WindowArrays.next(resumed));
            }
        }
    }

    @Test
    void anEpochEndsAndTheNextHasAnotherOrder() {
        WindowIterator windows = windows().batch(1).build();
        List<List<Window>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            windows.reset(); // nothing, where nothing was taken
            List<Window> seen = new ArrayList<>();
            while (windows.hasNext()) {
                seen.addAll(windows.next().getExampleMetaData(Window.class));
            }
            assertThrows(NoSuchElementException.class, windows::next);
            epochs.add(seen);
            windows.reset();
        }
        assertEquals(windows.windows(), epochs.get(0).size());
        assertEquals(new HashSet<>(epochs.get(0)), new HashSet<>(epochs.get(1)));
        assertFalse(epochs.get(0).equals(epochs.get(1)));
        assertEquals(windows.windows(), Set.copyOf(epochs.get(0)).size());
    }

    @Test
    void inOrderEveryEpochIsTheSameAndWhatFillsUpIsMasked() {
        WindowIterator windows = windows().stride(LENGTH).inOrder().build();
        long events = 0;
        Set<Window> seen = new HashSet<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            while (windows.hasNext()) {
                MultiDataSet batch = windows.next();
                WindowArrays arrays = WindowArrays.of(batch);
                assertArrayEquals(new float[4 * 3], arrays.init());
                for (int slot = 0; slot < 4; slot++) {
                    events += arrays.lengths()[slot];
                    Window window = batch.getExampleMetaData(Window.class).get(slot);
                    assertEquals(window.piece(), arrays.pieces()[slot]);
                    if (arrays.lengths()[slot] > 0) {
                        seen.add(window);
                    }
                }
            }
            windows.reset();
        }
        long expected = dataset.pieces().stream()
                .mapToLong(piece -> piece.events() < LENGTH ? piece.events() : piece.events() / LENGTH * LENGTH)
                .sum();
        assertEquals(2 * expected, events);
        assertEquals(windows.windows(), seen.size());
    }

    /** A short piece is judged by its own music: not by controls that see into a repetition. */
    @Test
    void theControlsOfAShortPieceSeeToItsEnd() {
        WindowArrays batch = WindowArrays.of(windows().inOrder().build().next());
        int size = dataset.pieces().get(0).events();
        assertEquals(size, batch.lengths()[0]);
        EventSequence piece = dataset.events(0);
        ControlSequence controls = ControlSequence.of(piece, size);
        for (int step = 0; step < size; step++) {
            float[] expected = new float[24];
            controls.fill(step, expected, 0);
            float[] found = new float[24];
            System.arraycopy(batch.conditions(), step * 4 * 25 + 1, found, 0, 24);
            assertArrayEquals(expected, found, "step " + step);
            assertEquals(piece.get(step), batch.events()[step * 4]);
        }
    }

    @Test
    void controlsAreGivenWhereAsked() {
        WindowIterator alternating = windows().controlsIn(n -> n % 2 == 0).build();
        assertEquals(0, WindowArrays.of(alternating.batch(0)).conditions()[0]);
        assertEquals(1, WindowArrays.of(alternating.batch(1)).conditions()[0]);
        WindowIterator none = windows().inOrder().controlRatio(0).build();
        assertEquals(1, WindowArrays.of(none.next()).conditions()[0]);
    }

    @Test
    void nd4jsOwnPrefetchingIteratorGivesTheSame() {
        WindowIterator expected = windows().build();
        AsyncMultiDataSetIterator async =
                new AsyncMultiDataSetIterator(windows().build(), 2, false);
        while (expected.hasNext()) {
            assertTrue(async.hasNext());
            assertSame(WindowArrays.of(expected.next()), WindowArrays.of(async.next()));
        }
        assertFalse(async.hasNext());
        async.shutdown();
    }

    @Test
    void aPreProcessorSeesEachBatch() {
        WindowIterator windows = windows().build();
        windows.setPreProcessor(batch -> batch.getFeatures(2).assign(7));
        assertEquals(7, windows.next().getFeatures(2).getFloat(0));
    }

    @Test
    void whatIsNotPossibleIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> windows().length(0).build());
        assertThrows(
                UnsupportedOperationException.class, () -> windows().build().next(3));
        assertThrows(IllegalArgumentException.class, () -> windows().build().seek(1, -1));
    }

    private static void assertSame(WindowArrays expected, WindowArrays found) {
        assertArrayEquals(expected.events(), found.events());
        assertArrayEquals(expected.conditions(), found.conditions());
        assertArrayEquals(expected.init(), found.init());
        assertArrayEquals(expected.lengths(), found.lengths());
    }

    @Test
    void joinedWindowsStandBesideEachOther() {
        WindowIterator first = windows().batch(3).build();
        WindowIterator second = windows().batch(2).augmentation(VARIED).build();
        JoinedWindows joined = new JoinedWindows(List.of(first, second));
        joined.seek(9, 7);
        MultiDataSet batch = joined.next();
        assertArrayEquals(new long[] {LENGTH, 5}, batch.getLabels(0).shape());
        first.seek(9, 7);
        second.seek(10, 7);
        MultiDataSet own = first.next();
        MultiDataSet other = second.next();
        for (int step = 0; step < LENGTH; step++) {
            for (int slot = 0; slot < 5; slot++) {
                MultiDataSet part = slot < 3 ? own : other;
                int at = slot < 3 ? slot : slot - 3;
                assertEquals(
                        part.getLabels(0).getInt(step, at), batch.getLabels(0).getInt(step, slot));
                assertEquals(
                        part.getFeatures(0).getInt(step, at),
                        batch.getFeatures(0).getInt(step, slot));
                assertEquals(
                        part.getFeatures(1).getFloat(step, at, 7),
                        batch.getFeatures(1).getFloat(step, slot, 7));
            }
        }
        assertEquals(other.getFeatures(2).getRow(1), batch.getFeatures(2).getRow(4));
        assertEquals(first.batchesPerEpoch(), joined.batchesPerEpoch());
    }
}
