package org.amadeus.data.download;

/** A server does not give what a link names, or gives something else: the other links may be as they should. */
final class LinkRefusedException extends DownloadException {
    private static final long serialVersionUID = 1L;

    LinkRefusedException(String message) {
        super(message);
    }
}
