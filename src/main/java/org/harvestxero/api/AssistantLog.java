package org.harvestxero.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What assistants asked, one entry for each call. */
public interface AssistantLog {
    /** Whose token it is where it is nobody's. */
    String UNKNOWN = "unknown";

    /** Keeps a call. */
    void note(Call call);

    /** The latest first. @param before id of the one they come after; {@link Long#MAX_VALUE} for the latest of all */
    List<Row> latest(long before, int most);

    /** What came of a call. */
    enum Outcome {
        ANSWERED,
        /** By our own rules; it says why. */
        REFUSED,
        /** Something went wrong here, or a side gave no answer. */
        FAILED,
        /** It was carried out, but whoever asked was gone before the answer. */
        GONE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A call.
     *
     * @param assistant by name, or {@link #UNKNOWN}
     * @param arguments as they came
     * @param words why it was not answered; empty where it was
     */
    record Call(String assistant, String tool, String arguments, Outcome outcome, String words, Cost cost) {}

    /** @param rows told @param sideCalls calls of Harvest and Xero @param millis how long it took */
    record Cost(int rows, int sideCalls, long millis) {
        public static final Cost NONE = new Cost(0, 0, 0);
    }

    record Row(long id, Instant at, Call call) {}
}
