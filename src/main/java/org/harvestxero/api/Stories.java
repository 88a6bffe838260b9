package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells all that is known of one invoice: how each side shows it, what was paid, and what happened to it. */
public interface Stories {
    /** Where none are known. */
    Stories NONE = new Stories() {
        @Override
        public Optional<Story> find(String id) {
            return Optional.empty();
        }

        @Override
        public int readBoth(String id, String who) {
            throw new DecisionException("No invoice is known by " + id + ".");
        }
    };

    /** From the database alone, and what was read on demand within the last minutes. @param id as {@link Invoices.Row#id} has it */
    Optional<Story> find(String id);

    /** The files of the invoice: those that go along from here, and others that Xero showed within the last minutes. */
    default List<Attachment> attachments(String id) {
        return List.of();
    }

    /**
     * Asks both sides how they show the invoice now; for some minutes its story is told of that. Nothing is changed, here or there.
     *
     * @return how many calls it took
     * @throws DecisionException when there is no such invoice
     * @throws SideException when a side gave no answer
     */
    int readBoth(String id, String who);

    /** All of it. */
    record Story(
            Head head,
            List<Fact> facts,
            List<Line> lines,
            List<Paid> payments,
            List<Happening> happenings,
            Looks looks) {
        public Story {
            facts = List.copyOf(facts);
            lines = List.copyOf(lines);
            payments = List.copyOf(payments);
            happenings = List.copyOf(happenings);
        }
    }

    /**
     * @param number null while it has none
     * @param draft id of the draft of ours that it comes from, such as {@code D12}; null where it was made in Harvest
     * @param failed id of the failed copy, such as {@code F7}, that stands of it; null where none does
     */
    record Head(
            String id,
            @Nullable String number,
            String client,
            @Nullable String currency,
            @Nullable String draft,
            @Nullable String failed,
            Sides sides) {}

    record Sides(Invoices.Side harvest, Invoices.Side xero) {}

    /** What both sides say of an invoice. */
    enum Field {
        NUMBER,
        CLIENT,
        STATE,
        ISSUED,
        DUE,
        REFERENCE,
        NET,
        TAX,
        TOTAL,
        PAID,
        OPEN;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One of them.
     *
     * @param harvest,xero null where the side doesn't say
     * @param differs whether they should be alike and aren't
     */
    record Fact(
            Field field, @Nullable Value harvest, @Nullable Value xero, boolean differs) {}

    /** A text, a day or an amount: one of them is not null. */
    record Value(
            @Nullable String text,
            @Nullable LocalDate day,
            @Nullable BigDecimal amount) {
        public static Value of(String text) {
            return new Value(text, null, null);
        }

        public static Value of(LocalDate day) {
            return new Value(null, day, null);
        }

        public static Value of(BigDecimal amount) {
            return new Value(null, null, amount);
        }
    }

    /**
     * A line on each side.
     *
     * @param harvest,xero null where the side has no such line
     * @param differs whether they should be alike and aren't
     */
    record Line(@Nullable LineSide harvest, @Nullable LineSide xero, boolean differs) {}

    /**
     * @param amount before tax
     * @param coding account, tax and tracking; empty in Harvest
     */
    record LineSide(String text, BigDecimal quantity, BigDecimal price, BigDecimal amount, String coding) {}

    /**
     * Money that came in.
     *
     * @param harvest,xero where it stands there, in words
     * @param settled whether both sides agree about it
     */
    record Paid(@Nullable LocalDate day, BigDecimal amount, String harvest, String xero, boolean settled) {}

    /** What a happening is about. */
    enum Topic {
        HARVEST,
        XERO,
        TRY,
        MONEY,
        PERSON,
        MAIL,
        DIFFERENCE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that happened.
     *
     * @param who a person, {@code process} for what happens by itself, or the side that did it
     * @param failed whether it did not work
     * @param detail what was sent and answered, word for word; empty for nothing
     */
    record Happening(Instant at, String who, Topic topic, String what, boolean failed, List<String> detail) {
        public Happening {
            detail = List.copyOf(detail);
        }
    }

    /** How far a file is. */
    enum FileState {
        WAITING,
        SENDING,
        ATTACHED,
        /** It may be attached. */
        UNCLEAR,
        FAILED,
        GIVEN_UP,
        /** Somebody attached it in Xero. */
        BY_OTHERS
    }

    /** Whether Xero showed a file when both sides were read lately. */
    enum InXero {
        NOT_ASKED,
        THERE,
        MISSING
    }

    /**
     * A file of the invoice.
     *
     * @param name in Xero, or what it is while it has none
     * @param bytes its size; null where that is not known
     * @param at when it came to be so; null where that is not known
     * @param problem why it is not attached; empty where it is, or nothing is wrong
     */
    record Attachment(
            String name,
            @Nullable Long bytes,
            FileState state,
            @Nullable Instant at,
            InXero seen,
            String problem) {}

    /**
     * How old it is.
     *
     * @param harvest when Harvest's side last changed, or was read; null where it isn't there
     * @param xero the same of Xero
     * @param read when both were read on demand; null when they weren't lately
     */
    record Looks(
            @Nullable Instant harvest,
            @Nullable Instant xero,
            @Nullable Instant read) {}
}
