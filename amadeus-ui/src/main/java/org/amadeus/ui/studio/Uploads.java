package org.amadeus.ui.studio;

import java.io.EOFException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amadeus.data.AmadeusException;
import org.amadeus.ui.studio.http.Answers;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a page uploads, so many at a time, so long, in so much time. Each is answered: by what is made of it, or by
 * the reason why nothing is.
 */
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int AT_ONCE = 4;

    /** What is made of an upload. */
    interface Work {
        Result of(byte[] upload);
    }

    /** A response's body and its type. */
    record Result(String contentType, byte[] body) {}

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Duration longest;

    /** @param longest how long one may take to arrive */
    Uploads(Duration longest) {
        this.longest = longest;
    }

    /** @param mostBytes the longest upload */
    void take(Request request, Response response, Callback callback, int mostBytes, Work work) {
        if (!Answers.isOf(List.of("POST"), request, response, callback, "send this as a POST")) {
            return;
        }
        if (request.getLength() > mostBytes) {
            refuse(response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413, tooLong(mostBytes));
        } else if (!places.tryAcquire()) {
            refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "too many files at once; try again");
        } else {
            read(request, response, Callback.from(callback, (Runnable) places::release), mostBytes, work);
        }
    }

    private void read(Request request, Response response, Callback callback, int mostBytes, Work work) {
        Scheduler.Task deadline = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.fail(new TimeoutException("slow upload")),
                        longest.toMillis(),
                        TimeUnit.MILLISECONDS);
        Content.Source.asByteArrayAsync(request, mostBytes).whenComplete((bytes, failure) -> {
            deadline.cancel();
            if (failure != null) {
                unread(response, callback, mostBytes, cause(failure));
            } else {
                answer(response, callback, bytes, work);
            }
        });
    }

    private void unread(Response response, Callback callback, int mostBytes, Throwable failure) {
        if (failure instanceof EOFException) {
            refuse(response, callback, HttpStatus.BAD_REQUEST_400, "the upload ended early");
        } else if (failure instanceof TimeoutException) {
            String reason = "the upload took longer than " + longest.toSeconds() + " s";
            refuse(response, callback, HttpStatus.REQUEST_TIMEOUT_408, reason);
        } else {
            refuse(response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413, tooLong(mostBytes));
        }
    }

    private static void answer(Response response, Callback callback, byte[] bytes, Work work) {
        Result result;
        try {
            result = work.of(bytes);
        } catch (AmadeusException e) {
            Answers.refuse(response, callback, HttpStatus.UNPROCESSABLE_ENTITY_422, e.getMessage());
            return;
        } catch (OutOfMemoryError e) {
            String reason = "there is not enough memory for this; try a shorter one";
            Answers.refuse(response, callback, HttpStatus.INSUFFICIENT_STORAGE_507, reason);
            return;
        } catch (RuntimeException | Error fault) {
            String reason = "a fault in the studio itself: " + fault;
            Answers.refuse(response, callback, HttpStatus.INTERNAL_SERVER_ERROR_500, reason);
            LOG.error("An upload could not be read", fault);
            return;
        }
        Answers.sendFresh(response, callback, result.contentType(), result.body());
    }

    /** Says no before all was read: what is left is not, so that the connection ends. */
    private static void refuse(Response response, Callback callback, int status, String reason) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Answers.refuse(response, callback, status, reason);
    }

    private static String tooLong(int mostBytes) {
        return "too long: at most " + (mostBytes >> 10) + " KiB are taken";
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
