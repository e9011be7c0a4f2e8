package org.amadeus.spark.context;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amadeus.data.AmadeusException;
import org.apache.spark.api.java.JavaSparkContext;

/** What Spark says over many lines, in one. */
public final class SparkFailures {
    /** {@code Lost task 3.0 in stage 1.0 (TID 7) (host executor 2): java.io.IOException: the reason}. */
    private static final Pattern LOST_TASK =
            Pattern.compile("Lost task [^\\n]*?\\(TID \\d+\\) \\(([^)]*)\\): ([^\\n]*)");

    private static final Pattern OUR_EXCEPTION = Pattern.compile("org\\.amadeus\\.[\\w.$]+: (.*)");

    private SparkFailures() {}

    /** Likewise, where Spark itself may have ended: then that is what there is to say. */
    public static AmadeusException explained(String what, Throwable e, JavaSparkContext spark) {
        return spark.sc().isStopped()
                ? new AmadeusException(
                        "--master " + spark.master() + ": no answer, or no workers any more: Spark has given up."
                                + " --verbose shows what it said",
                        e)
                : explained(what, e);
    }

    /**
     * The same failure as a user can read it.
     *
     * @param what was being done
     */
    public static AmadeusException explained(String what, Throwable e) {
        Throwable cause = e;
        for (int i = 0; cause != null && i < 100; i++) {
            if (cause instanceof AmadeusException ours) {
                return ours;
            }
            cause = cause.getCause();
        }
        String message = String.valueOf(e.getMessage());
        Matcher lost = LOST_TASK.matcher(message);
        if (lost.find()) {
            Matcher ours = OUR_EXCEPTION.matcher(lost.group(2));
            String reason = ours.matches() ? ours.group(1) : lost.group(2) + " (worker " + lost.group(1) + ")";
            return new AmadeusException(what + ": " + reason, e);
        }
        return new AmadeusException(
                what + ": Spark failed: " + message.strip().lines().findFirst().orElse(e.toString()), e);
    }
}
