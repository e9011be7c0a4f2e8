package org.amadeus.ui.studio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiFileBuilder;
import org.amadeus.data.midi.MidiReader;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.midi.MidiWriter;
import org.amadeus.data.midi.Tolerance;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.ui.studio.message.RefusedException;
import org.amadeus.ui.studio.message.Replies;
import org.amadeus.ui.studio.message.RequestReader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the page asks for over HTTP: a MIDI file's notes ({@code /phrase}), notes as a MIDI file ({@code /midi}). */
final class StudioHandler extends Handler.Abstract {
    /** The names of the tracks of a piece that is saved, by which its players are known when it is opened again. */
    private static final String YOU = "You";

    private static final String AMADEUS = "Amadeus";

    private final Uploads uploads;
    private final StudioLimits limits;

    StudioHandler(StudioLimits limits) {
        this.limits = limits;
        this.uploads = new Uploads(limits.uploadTime());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (Request.getPathInContext(request)) {
            case "/phrase" ->
                uploads.take(request, response, callback, limits.uploadBytes(), StudioHandler::readPhrase);
            case "/midi" -> uploads.take(request, response, callback, limits.pieceBytes(), StudioHandler::writeMidi);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Uploads.Result readPhrase(byte[] bytes) {
        MidiFile file = MidiReader.parse("the file", bytes, Tolerance.USUAL);
        boolean saved = count(file, YOU) == 1
                && count(file, AMADEUS) == 1
                && without(file, YOU, AMADEUS).notes().isEmpty();
        NoteSequence you = (saved ? without(file, AMADEUS) : file).notes();
        NoteSequence amadeus = saved ? without(file, YOU).notes() : NoteSequence.of();
        if (you.isEmpty() && amadeus.isEmpty()) {
            throw new RefusedException("the file has no notes but percussion's, expected at least one");
        }
        String reply = Replies.phrase(you, amadeus, file.warnings());
        return new Uploads.Result("application/json", reply.getBytes(StandardCharsets.UTF_8));
    }

    private static long count(MidiFile file, String name) {
        return file.tracks().stream().filter(track -> name.equals(track.name())).count();
    }

    /** A file without the tracks of these names. */
    private static MidiFile without(MidiFile file, String... names) {
        List<MidiTrack> rest = file.tracks().stream()
                .filter(track -> !List.of(names).contains(track.name()))
                .toList();
        return new MidiFile(file.source(), file.format(), file.division(), rest, List.of());
    }

    private static Uploads.Result writeMidi(byte[] json) {
        List<NoteSequence> sides = RequestReader.readPiece(new String(json, StandardCharsets.UTF_8));
        MidiFileBuilder file = new MidiFileBuilder(960, 120);
        file.track(YOU).program(0, 0).notes(0, sides.get(0));
        file.track(AMADEUS).program(1, 0).notes(1, sides.get(1));
        return new Uploads.Result("audio/midi", MidiWriter.toBytes(file.build()));
    }
}
