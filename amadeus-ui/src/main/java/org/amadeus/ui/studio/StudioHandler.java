package org.amadeus.ui.studio;

import java.nio.charset.StandardCharsets;
import org.amadeus.ui.studio.message.PieceFiles;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the page asks for over HTTP: a MIDI file's notes ({@code /phrase}), notes as a MIDI file ({@code /midi}). */
final class StudioHandler extends Handler.Abstract {
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
        return new Uploads.Result(
                "application/json", PieceFiles.readPhrase(bytes).getBytes(StandardCharsets.UTF_8));
    }

    private static Uploads.Result writeMidi(byte[] json) {
        byte[] file = PieceFiles.writeMidi(JsonTexts.read(new String(json, StandardCharsets.UTF_8)));
        return new Uploads.Result("audio/midi", file);
    }
}
