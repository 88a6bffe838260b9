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
