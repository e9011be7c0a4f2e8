package org.amadeus.web.engine;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.page.EngineJson;
import org.amadeus.live.page.PageEngine;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.ui.studio.message.PieceFiles;
import org.amadeus.ui.studio.message.RefusedException;
import org.amadeus.ui.studio.message.Replies;
import org.amadeus.ui.studio.message.RequestReader;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/** Plays for one page, with a model alone: what the studio's band does for each of its pages. For one thread. */
public final class PagePlayer {
    private final Function<String, Object> json;
    private final Consumer<String> page;
    private final Soloist soloist;
    private final PageEngine engine;

    /**
     * @param model of one slot
     * @param card  what to tell of it
     * @param json  reads JSON: as maps, lists, texts, longs, doubles and booleans
     * @param page  takes what is said to the page
     */
    PagePlayer(StepModel model, Map<String, String> card, Function<String, Object> json, Consumer<String> page) {
        this.json = json;
        this.page = page;
        this.soloist = Soloist.over(model, Sampling.DEFAULT, null, 0);
        this.engine = new PageEngine(
                soloist.improviser(),
                EventCodec.of(model.config().profile()),
                message -> page.accept(EngineJson.write(message)));
        page.accept(Replies.welcome(card, false, false));
    }

    /**
     * The page said something.
     *
     * @param now seconds, on the engine's clock
     */
    @JSExport
    public void receive(String message, double now) {
        try {
            engine.receive(RequestReader.read(json.apply(message)), now);
        } catch (RefusedException e) {
            page.accept(Replies.refused(e.getMessage(), e.id()));
        } catch (RuntimeException e) {
            failed(e, now);
        }
    }

    /**
     * Does what is due, and one step of the model where one is wanted.
     *
     * @return how long nothing more is to be done, seconds; 0 or less where there is more to do at once, infinity where
     *     only the page can bring it
     */
    @JSExport
    public double advance(double now) {
        try {
            double next = engine.advance(now);
            return soloist.step() ? 0 : next - now;
        } catch (RuntimeException e) {
            failed(e, now);
            return 0;
        }
    }

    private void failed(RuntimeException fault, double now) {
        OptionalLong lost = engine.reset(now);
        page.accept(Replies.refused("a fault in the engine itself: " + fault, lost));
    }

    /** A MIDI file's notes, as JSON; what is wrong with it is thrown as an error. */
    @JSExport
    public String phrase(Int8Array file) {
        return PieceFiles.readPhrase(file.copyToJavaArray());
    }

    /** A piece, as JSON, as a MIDI file. */
    @JSExport
    public Int8Array midi(String piece) {
        return Int8Array.copyFromJavaArray(PieceFiles.writeMidi(json.apply(piece)));
    }
}
