package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people's expenses became in Xero: bills, and money spent. From the database alone; neither side is asked. */
public interface Purchases {
    /** The latest first. */
    List<Row> list(Wanted wanted);

    /** All that is known of one. @param number our mark, such as {@code HX-1782959-2026-10} */
    Optional<Story> find(String number);

    /** What it is in Xero. */
    enum What {
        BILL,
        SPENT;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<What> find(String word) {
            for (What what : values()) {
                if (what.text().equals(word)) {
                    return Optional.of(what);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Which of them.
     *
     * @param what null for both
     * @param before id of the one they come after; 0 for the latest
     */
    record Wanted(@Nullable What what, long before, int most) {}

    /**
     * A bill of a person's expenses, or the money spent for one.
     *
     * @param id for pages
     * @param state Xero's own word; {@code planned} before it is there, {@code closed} once nothing is on it any more
     * @param failed id of the failed copy, such as {@code F7}, that stands of it; null where none does
     */
    record Row(
            long id,
            Named named,
            Span span,
            @Nullable Sum sum,
            String state,
            Receipts receipts,
            @Nullable String failed) {}

    /** @param link to its page in Xero; empty while there is none */
    record Named(String number, What what, String person, String link) {}

    /** Days of its expenses, both included. */
    record Span(LocalDate from, LocalDate to) {}

    /** @param total with tax */
    record Sum(BigDecimal total, String currency) {}

    /**
     * Files that go with it.
     *
     * @param expenses how many are on it
     * @param known how many of these have a file that goes along
     * @param attached how many of the files stand in Xero
     * @param failed how many could not be attached
     */
    record Receipts(int expenses, int known, int attached, int failed) {
        public static final Receipts NONE = new Receipts(0, 0, 0, 0);
    }

    /** @param contact as a rule names it; empty for the person's own */
    record Story(Row row, String contact, List<Line> lines, List<Stories.Happening> happenings) {
        public Story {
            lines = List.copyOf(lines);
            happenings = List.copyOf(happenings);
        }
    }

    /**
     * An expense on it.
     *
     * @param expense Harvest's number
     * @param coded account and tax; null before it was written to Xero
     */
    record Line(
            long expense,
            @Nullable LocalDate day,
            String text,
            @Nullable Coded coded,
            File file) {}

    /** @param amount before or with tax, as the bill counts */
    record Coded(String account, String taxType, BigDecimal amount, BigDecimal tax) {}

    /**
     * The receipt.
     *
     * @param state how far it is; empty where none goes along
     * @param name of the file
     * @param sent its size and when it came to be so
     * @param link where people see it in Harvest; empty for nowhere
     * @param problem why it could not be attached; empty where it could
     */
    record File(String state, String name, Sent sent, String link, String problem) {
        public static final File NONE = new File("", "", Sent.UNKNOWN, "", "");
    }

    /** @param bytes null where nobody knows @param at null where nothing was sent */
    record Sent(@Nullable Long bytes, @Nullable Instant at) {
        public static final Sent UNKNOWN = new Sent(null, null);
    }
}
