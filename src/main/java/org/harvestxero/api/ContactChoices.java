package org.harvestxero.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which contact in Xero is meant by a client of Harvest, where that is not plain. Xero is not asked. */
public interface ContactChoices {
    /** Whether choosing a contact, or which side counts, is what a cause waits for. @param cause its code, such as {@code contact-ambiguous} */
    boolean helps(String cause);

    /**
     * Contacts that could be the client's; empty where the failed copy is about none.
     *
     * @param search part of other contacts' names; null for those that come into question by themselves
     */
    Optional<Choice> choice(long failedCopy, @Nullable String search);

    /**
     * The client's documents go to that contact from now on, and those that waited for it are tried again.
     *
     * @return how many were
     * @throws DecisionException when that is not possible, in words
     */
    int adopt(long failedCopy, String contactId, String who);

    /** The field that was changed on both sides and that the failed copy asks about. */
    Optional<ContactDesk.Conflict> conflict(long failedCopy);

    /**
     * @param client its name in Harvest
     * @param mark the contact number that says whose a contact is
     * @param listed when Xero's contacts were listed last; null where they never were
     */
    record Choice(
            String client,
            String mark,
            List<Candidate> candidates,
            @Nullable Instant listed) {
        public Choice {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * @param why what speaks for it: its name, its number, its address
     * @param link leads to it in Xero; null where that is not known
     * @param problem why it can't be the client's; null where it can
     */
    record Candidate(
            Known contact,
            String why,
            @Nullable String link,
            @Nullable String problem) {}

    /** What people know a contact by. */
    record Known(
            String id,
            String name,
            @Nullable String number,
            @Nullable String email) {}
}
