package org.amadeus.ui.studio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.midi.MidiFileBuilder;
import org.amadeus.data.midi.MidiReader;
import org.amadeus.data.midi.MidiWriter;
import org.amadeus.data.midi.Tolerance;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.ui.studio.message.RefusedException;
import org.amadeus.ui.studio.message.Replies;
import org.amadeus.ui.studio.message.RequestReader;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the page asks for over HTTP: a MIDI file's notes ({@code /phrase}), notes as a MIDI file ({@code /midi}). */
final class StudioHandler extends Handler.Abstract {
    /** Longer music than this is cut: more would not fit into a page's memory of the piece, notes. */
    private static final int MOST_NOTES = RequestReader.MOST_NOTES;

    private final int mostBytes;

    StudioHandler(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (Request.getPathInContext(request)) {
            case "/phrase" -> upload(request, response, callback, StudioHandler::readPhrase);
            case "/midi" -> upload(request, response, callback, StudioHandler::writeMidi);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What becomes of an upload: the bytes and where the result goes. */
    private interface Sender {
        void send(String contentType, byte[] body);
    }

    private void upload(Request request, Response response, Callback callback, BiConsumer<byte[], Sender> work) {
        if (!HttpMethod.POST.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST");
            Answers.refuse(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "send this as a POST");
            return;
        }
        if (request.getLength() > mostBytes) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            Answers.refuse(response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413, tooLong());
            return;
        }
        Content.Source.asByteArrayAsync(request, mostBytes).whenComplete((bytes, failure) -> {
            if (failure != null) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                boolean early = cause(failure) instanceof java.io.EOFException;
                Answers.refuse(
                        response,
                        callback,
                        early ? HttpStatus.BAD_REQUEST_400 : HttpStatus.PAYLOAD_TOO_LARGE_413,
                        early ? "the upload ended early" : tooLong());
                return;
            }
            try {
                work.accept(bytes, (type, body) -> Answers.sendFresh(response, callback, type, body));
            } catch (AmadeusException e) {
                Answers.refuse(response, callback, HttpStatus.UNPROCESSABLE_ENTITY_422, e.getMessage());
            } catch (RuntimeException e) {
                Response.writeError(request, response, callback, e);
            }
        });
    }

    private String tooLong() {
        return "too long: at most " + (mostBytes >> 10) + " KiB are taken";
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static void readPhrase(byte[] file, Sender sender) {
        NoteSequence notes =
                MidiReader.parse("the file", file, Tolerance.USUAL).notes().fromZero();
        if (notes.isEmpty()) {
            throw new RefusedException("the file has no notes but percussion's, expected at least one");
        }
        int kept = Math.min(notes.size(), MOST_NOTES);
        NoteSequence first = NoteSequence.of(notes.asList().subList(0, kept));
        sender.send("application/json", Replies.phrase(first).getBytes(StandardCharsets.UTF_8));
    }

    private static void writeMidi(byte[] json, Sender sender) {
        List<NoteSequence> sides = RequestReader.readPiece(new String(json, StandardCharsets.UTF_8));
        MidiFileBuilder file = new MidiFileBuilder(960, 120);
        file.track("You").program(0, 0).notes(0, sides.get(0));
        file.track("Amadeus").program(1, 0).notes(1, sides.get(1));
        sender.send("audio/midi", MidiWriter.toBytes(file.build()));
    }
}
