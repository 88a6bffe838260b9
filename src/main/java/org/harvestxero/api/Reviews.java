package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.engine.Draft;
import org.jspecify.annotations.Nullable;

/**
 * What people decide about drafts, and about work before it is billed. Safe for several threads and processes: of two people who
 * decide at the same moment one is told so. {@code who} is the person's name for the audit. Everything that can't be done is a
 * {@link DecisionException} and changes nothing.
 */
public interface Reviews {
    /** Whether a person may say the yes that a draft waits for. */
    default boolean waitsFor(Item draft, String who) {
        return draft.waitsFor().isPresent();
    }

    /** Why a person may not say the yes that a draft waits for; empty where they may, and where it waits for none. */
    default Optional<String> obstacle(Item draft, String who) {
        return Optional.empty();
    }

    /** What helps to decide. */
    DraftInsights insights();

    /** Drafts that wait for a person or were put aside, oldest first; others when asked for. */
    List<Item> list(Filter filter);

    /** A draft by its id, such as {@code D12}, or its invoice number; refused when the name can mean another one as well. */
    Optional<Detail> find(String idOrNumber);

    /** One step's yes; after the last step the draft goes out. */
    Item approve(Ref draft, @Nullable String note, String who);

    /** Puts the draft aside: it does not go out, and its work is billed nowhere else meanwhile. */
    Item hold(Ref draft, String reason, String who);

    /** Lets a draft that was put aside wait for review again, from the first step. */
    Item release(Ref draft, @Nullable String note, String who);

    /** Changes one line; the difference is booked against its work. The review starts again. */
    default Item edit(Ref draft, Edit edit, String who) {
        return change(draft, edit, who);
    }

    /** Changes lines, likewise. */
    Item change(Ref draft, DraftChange change, String who);

    /** What the change would make of the draft; nothing is changed. */
    Preview preview(Ref draft, DraftChange change, String who);

    /** Takes the last change of the lines back, whoever made it. The review starts again. */
    Item undo(Ref draft, @Nullable String note, String who);

    /**
     * Refuses the draft and opens its work again.
     *
     * @param billAgain bill the period anew with the next run, by the agreement as it stands then; else its work waits for the next
     *     period's bill
     */
    Item reject(Ref draft, String reason, boolean billAgain, String who);

    /** Says what the next bill shall do with a time entry, an expense or the overage of a retainer; gives it in words. */
    String decide(Word word, String who);

    /** What was said and waits for a bill. */
    List<OpenWord> words();

    /** Takes such a word back. */
    void forget(long word, String who);

    /** Where a draft stands that waits for a person. */
    enum State {
        REVIEW,
        HELD,
        REJECTED,
        APPROVED,
        MIRRORED,
        PLANNED,
        SENT,
        CREDITED,
        SHADOW;

        /** Whether it waits for a person. */
        public boolean isOpen() {
            return this == REVIEW || this == HELD;
        }
    }

    /**
     * Which drafts are listed.
     *
     * @param client name or id; null for all
     * @param all also those that nobody has to look at any more, the newest 500
     */
    record Filter(@Nullable String client, boolean all) {
        public static Filter waiting() {
            return new Filter(null, false);
        }
    }

    /**
     * The draft a person means.
     *
     * @param version the state of it the person saw; null for the present one
     */
    record Ref(long id, @Nullable Integer version) {
        public static Ref of(long id) {
            return new Ref(id, null);
        }
    }

    /**
     * Another amount or text of one line.
     *
     * @param line from 1
     * @param amount before tax, in the draft's currency; null to keep it
     * @param text null to keep it
     * @param reason why; kept with the line
     */
    record Edit(
            int line, @Nullable BigDecimal amount, @Nullable String text, String reason) implements DraftChange {}

    /**
     * A change that is not made yet.
     *
     * @param item the draft as it stands
     * @param before its lines as they stand
     * @param after as they would be
     * @param charge what the client sees now
     * @param chargeAfter what the client would see
     */
    record Preview(Item item, Draft before, Draft after, Charge charge, Charge chargeAfter) {}

    /**
     * A draft in a list.
     *
     * @param version names this state of it
     * @param number reserved; null while it has none
     * @param step how many steps of its review have said yes
     * @param steps roles that say yes, in order
     * @param reasons why a person has to look
     */
    record Item(
            long id,
            int version,
            String client,
            String period,
            @Nullable String number,
            State state,
            BigDecimal total,
            String currency,
            LocalDate issueDate,
            LocalDate dueDate,
            int step,
            List<String> steps,
            List<String> reasons,
            @Nullable String decidedBy) {
        public Item {
            steps = List.copyOf(steps);
            reasons = List.copyOf(reasons);
        }

        /** Whose yes it waits for; empty when for nobody's. */
        public Optional<String> waitsFor() {
            return state == State.REVIEW && step < steps.size() ? Optional.of(steps.get(step)) : Optional.empty();
        }
    }

    /**
     * Everything about a draft.
     *
     * @param draft with all edits
     * @param original as the run made it; null while nobody changed it
     * @param agreement file and version that made it
     * @param charge what the client sees of it
     * @param notes what else a person should know, such as work of the period that is held
     * @param tieOut the proof of its run, in words
     * @param history oldest first
     */
    record Detail(
            Item item,
            Draft draft,
            @Nullable Draft original,
            String agreement,
            Charge charge,
            List<String> notes,
            String tieOut,
            List<Event> history) {
        public Detail {
            notes = List.copyOf(notes);
            history = List.copyOf(history);
        }
    }

    /**
     * What the client sees: as the invoice was written once it is in Xero, before that as it would be now.
     *
     * @param net before tax
     * @param taxes by tax type, in the order of the lines; empty while {@code problems} block it
     * @param tax sum of the taxes; null while it can't be told
     * @param gross what the client pays; null while it can't be told
     * @param contact name of the Xero contact it goes to
     * @param newContact the contact is made with it
     * @param reference as Xero shows it; empty for none
     * @param purchaseOrder the client's order; empty for none
     * @param taxTypes of each line of the draft; empty where Xero's lines are not the draft's one by one
     * @param changes lines taxed differently from what this client was charged last time
     * @param problems why tax can't be told, or what would keep it from going out
     */
    record Charge(
            BigDecimal net,
            List<Tax> taxes,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal gross,
            String contact,
            boolean newContact,
            String reference,
            String purchaseOrder,
            List<String> taxTypes,
            List<String> changes,
            List<String> problems) {
        public Charge {
            taxes = List.copyOf(taxes);
            taxTypes = List.copyOf(taxTypes);
            changes = List.copyOf(changes);
            problems = List.copyOf(problems);
        }
    }

    /**
     * The lines of one tax type, added up.
     *
     * @param name as people see it in Xero
     * @param rate percent; null when Xero doesn't have it any more
     */
    record Tax(String taxType, String name, @Nullable BigDecimal rate, BigDecimal net, BigDecimal amount) {
        /** Such as {@code OUTPUT2, 20 %}. */
        public String inWords() {
            return taxType
                    + (rate == null ? "" : ", " + rate.stripTrailingZeros().toPlainString() + " %");
        }
    }

    /** Something that happened. @param who a person, or the program's own name */
    record Event(Instant at, String who, String what) {}

    /**
     * What a person says before a bill.
     *
     * @param about the kind of work
     * @param id of the entry or expense; 0 for overage
     * @param retainer whose overage; null for an entry or expense
     * @param client name or id; may be null for an entry or expense a run has met
     * @param verdict what to do
     * @param hours the most to bill of an entry, or the overage approved; null where neither
     * @param money the overage approved, in the client's currency; null when it is in hours
     * @param reason why; kept
     */
    record Word(
            About about,
            long id,
            @Nullable String retainer,
            @Nullable String client,
            Verdict verdict,
            @Nullable BigDecimal hours,
            @Nullable BigDecimal money,
            String reason) {}

    /** What a word is about. */
    enum About {
        TIME_ENTRY,
        EXPENSE,
        OVERAGE
    }

    /** What shall be done. */
    enum Verdict {
        HOLD,
        WRITE_OFF,
        WRITE_DOWN,
        BILL,
        APPROVE_OVERAGE
    }

    /** A word that waits for a bill. */
    record OpenWord(long id, long clientId, String what, String who, Instant at) {}
}
