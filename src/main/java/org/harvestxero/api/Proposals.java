package org.harvestxero.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What assistants ask people to do. Nothing of it is done before a person says so, and then exactly what was shown. Safe for several threads
 * and processes: of two people who decide at the same moment one is told so.
 */
public interface Proposals {
    /** Those that wait, the oldest first. @param after id of the last one seen; 0 for the first page */
    List<Proposal> open(long after, int most);

    /** Those that wait no more, the latest first. @param before id of the one they come after; {@link Long#MAX_VALUE} for the latest */
    List<Proposal> decided(long before, int most);

    Optional<Proposal> find(long id);

    /**
     * Does what was proposed, if what it touches is as it was shown. Whoever calls this has made sure that the person may.
     *
     * @param sign of the proposal the person saw
     * @throws DecisionException when nothing was done, in words: it was decided before, its time is over, or what it touches has changed
     */
    Proposal confirm(long id, String sign, String who);

    /**
     * Says that it is not to be done.
     *
     * @throws DecisionException when it was decided before, or its time is over
     */
    Proposal reject(long id, String reason, String who);

    /** Those of which nobody knows whether they were done: the program was stopped meanwhile. The oldest first. */
    List<Proposal> unsure(int most);

    /**
     * Looks whether such a one was done; changes nothing.
     *
     * @throws DecisionException when its end is known, or it may still be being done, in words
     */
    Look look(long id);

    /**
     * Says what became of such a one. Whoever calls this has made sure that the person may.
     *
     * @param words of the person; may be empty
     * @throws DecisionException when that can't be, as {@link #look} tells, or as {@link #confirm}
     */
    Proposal settle(long id, Verdict verdict, String words, String who);

    /** @param undone whether what it touches is as it was shown, so that it was not done @param words how it stands, in sentences */
    record Look(boolean undone, String words) {}

    /** What a person says of a proposal of which nobody knows whether it was done. */
    enum Verdict {
        /** It was; only where what it touches is not as it was shown any more. */
        DONE,
        /** It is to be done now; only where what it touches is as it was shown. */
        AGAIN,
        /** It is left as it is. */
        DROPPED
    }

    /** Where a proposal stands. */
    enum State {
        OPEN,
        /** It is being done; where the program was stopped meanwhile, nobody knows whether it was. */
        UNDER_WAY,
        DONE,
        /** Somebody confirmed it, and it could not be done. */
        REFUSED,
        REJECTED,
        /** Its time was over. */
        LAPSED;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * A proposal.
     *
     * @param expires when it lapses
     */
    record Proposal(long id, Asked asked, Shown shown, State state, Instant made, Instant expires, Decided decided) {}

    /**
     * What is asked for.
     *
     * @param assistant who asks
     * @param kind such as {@code approve_draft}
     * @param subject what it touches, such as {@code D12}
     * @param needs what whoever confirms it must be allowed to, such as {@code DECIDE}
     */
    record Asked(String assistant, String kind, String subject, String needs) {}

    /**
     * What a person sees.
     *
     * @param effect what would be done, line by line
     * @param reason the assistant's own words; may be empty
     * @param sign of the effect, and of what it touches
     */
    record Shown(String title, List<String> effect, String reason, String sign) {
        public Shown {
            effect = List.copyOf(effect);
        }
    }

    /** @param by null while nobody has decided, or where it lapsed @param outcome what came of it */
    record Decided(
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String outcome) {}
}
