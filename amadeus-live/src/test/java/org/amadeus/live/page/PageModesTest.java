package org.amadeus.live.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.Ending;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.WildModel;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.page.EngineMessage.Begin;
import org.amadeus.live.page.EngineMessage.End;
import org.amadeus.live.page.EngineMessage.Off;
import org.amadeus.live.page.EngineMessage.On;
import org.amadeus.live.page.EngineMessage.Phrase;
import org.amadeus.live.page.EngineMessage.Refused;
import org.amadeus.live.page.PageMessage.Taste;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The modes as a page meets them, by its messages. */
class PageModesTest {
    private static final Taste TASTE = new Taste(Sampling.DEFAULT, 7, 1, Optional.empty());

    private record Said(double at, EngineMessage message) {}

    private final Soloist soloist = Soloist.over(new WildModel(), Sampling.DEFAULT, null, 1);
    private final List<Said> said = new ArrayList<>();
    private double now;
    private final PageEngine engine = new PageEngine(
            soloist.improviser(), EventCodec.of(CodecProfile.EXPRESSIVE), message -> said.add(new Said(now, message)));

    private void until(double time) {
        while (now < time) {
            now = Math.min(time, now + 0.002);
            engine.advance(now);
            for (int i = 0; i < 16 && soloist.step(); i++) {
                engine.advance(now);
            }
        }
    }

    private void mode(Mode mode) {
        say(new PageMessage.Settings(LiveOptions.DEFAULT.withMode(mode).withSilence(0.6), TASTE, Optional.empty()));
    }

    private void say(PageMessage message) {
        engine.receive(message, now);
    }

    private void listen(long id) {
        say(new PageMessage.Listen(id, now, Optional.of(new PageMessage.Music(NoteSequence.of(), 0))));
    }

    private void notes(int count, double interval, int pitch) {
        for (int i = 0; i < count; i++) {
            int moved = pitch + i % 5;
            say(new PageMessage.Strike(now, moved, 80));
            until(now + 0.8 * interval);
            say(new PageMessage.Release(now, moved));
            until(now + 0.2 * interval);
        }
    }

    private <M> List<M> all(Class<M> kind) {
        return said.stream()
                .map(Said::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void whatIsPlayedAlongIsToldInTheTurnThatIsListenedTo() {
        mode(Mode.ALONG);
        listen(4);
        notes(20, 0.35, 72);
        until(now + 2);
        double first = all(Begin.class).get(0).at();
        assertTrue(all(On.class).size() >= 4);
        for (Said s : said) {
            if (s.message instanceof On on) {
                assertEquals(4, on.id());
                assertTrue(on.pitch() < 70, on::toString);
                assertTrue(first + on.at() - s.at <= 0.055, "told " + (first + on.at() - s.at) + " s before");
            }
        }
        assertEquals(all(On.class).size(), all(Off.class).size());
        List<EngineMessage> last = said.subList(said.size() - 2, said.size()).stream()
                .map(Said::message)
                .toList();
        assertTrue(last.get(0) instanceof End end && end.why() == Ending.COMPLETE, last::toString);
        assertTrue(last.get(1) instanceof Phrase phrase && !phrase.answered(), last::toString);
    }

    @Test
    void aDensePlayerIsYieldedToWithinATenthOfASecond() {
        mode(Mode.ALONG);
        listen(1);
        notes(20, 0.35, 72);
        assertTrue(all(On.class).size() >= 4);
        notes(7, 0.08, 72);
        double dense = now;
        said.clear();
        notes(30, 0.08, 72);
        assertEquals(List.of(), all(On.class));
        for (Said s : said) {
            assertTrue(s.at <= dense + 0.1, "told " + s);
        }
    }

    @Test
    void finishAndEchoAreAnswers() {
        mode(Mode.FINISH);
        listen(1);
        notes(10, 0.3, 60);
        until(now + 15);
        assertEquals(
                List.of(Ending.COMPLETE), all(End.class).stream().map(End::why).toList());
        double last = all(On.class).get(all(On.class).size() - 1).at();
        List<Integer> chord = all(On.class).stream()
                .filter(on -> on.at() == last)
                .map(on -> on.pitch() % 12)
                .distinct()
                .toList();
        assertTrue(chord.size() >= 2 && chord.size() <= 3, chord::toString);
        said.clear();
        mode(Mode.ECHO);
        say(new PageMessage.Listen(2, now, Optional.empty()));
        notes(10, 0.3, 60);
        until(now + 15);
        assertEquals(10, all(On.class).size());
        int same = 0;
        for (int i = 0; i < 10; i++) {
            assertEquals(0.3 * i, all(On.class).get(i).at(), 0.02);
            same += all(On.class).get(i).pitch() == 60 + i % 5 ? 1 : 0;
        }
        assertTrue(same == 8, same + " of 10");
        said.clear();
        say(new PageMessage.Again(3));
        until(now + 15);
        assertEquals(10, all(On.class).size(), "another take is an echo too");
    }

    @Test
    void echoOfMusicThatWasNotPlayedHereIsOfItsLastTurn() {
        mode(Mode.ECHO);
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            notes.add(new Note(i * 0.5, i * 0.5 + 0.4, 60 + i, 80));
        }
        say(new PageMessage.Answer(1, new PageMessage.Music(NoteSequence.of(notes), 10), 3.9, true, TASTE));
        until(15);
        assertEquals(8, all(On.class).size(), said::toString);
    }

    /** Whatever a page says in a mode, in whatever order: each note ends, and before its turn does. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void randomPages(Mode mode) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        mode(mode);
        long id = 0;
        for (int i = 0; i < 10_000; i++) {
            int pitch = 60 + random.nextInt(20);
            switch (random.nextInt(60)) {
                case 0 -> listen(++id);
                case 1 -> say(new PageMessage.Listen(++id, now, Optional.empty()));
                case 2 ->
                    say(new PageMessage.Answer(
                            ++id, new PageMessage.Music(NoteSequence.of(), 0), 1 + random.nextInt(9), true, TASTE));
                case 3 -> say(new PageMessage.Again(++id));
                case 4 -> say(new PageMessage.Stop(id));
                case 5 -> say(new PageMessage.Now(id));
                case 6 -> mode(random.nextBoolean() ? mode : Mode.ofController(random.nextInt(128)));
                case 7 -> say(new PageMessage.Pedal(now, random.nextBoolean()));
                case 8 -> said.add(new Said(now, new Refused(engine.reset(now), "a fault")));
                default -> {
                    if (random.nextBoolean()) {
                        say(new PageMessage.Strike(now - random.nextDouble() * 0.02, pitch, 80));
                    } else {
                        say(new PageMessage.Release(now, pitch));
                    }
                }
            }
            until(now + random.nextDouble() * random.nextDouble() * 0.3);
        }
        say(new PageMessage.Listen(++id, now, Optional.empty()));
        check(seed);
    }

    /** A page that is told of a fault ends what sounds itself. */
    private void check(long seed) {
        boolean[] down = new boolean[128];
        int ends = 0;
        for (Said s : said) {
            if (s.message instanceof Refused) {
                down = new boolean[128];
            } else if (s.message instanceof On on) {
                assertTrue(!down[on.pitch()], "struck twice, seed " + seed);
                down[on.pitch()] = true;
            } else if (s.message instanceof Off off) {
                assertTrue(down[off.pitch()], "not struck, seed " + seed);
                down[off.pitch()] = false;
            } else if (s.message instanceof End) {
                ends++;
                for (boolean sounds : down) {
                    assertTrue(!sounds, "left sounding, seed " + seed);
                }
            }
        }
        assertTrue(ends > 50, ends + " ends, seed " + seed);
    }
}
