package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What our own tables know of a document.
 *
 * @param read Harvest's invoice as last read; null when it never was
 * @param twin its Xero document; null when it has none
 * @param billedHere whether an agreement made it, so that it need not be in Harvest
 * @param matters what is under way or stands failed, of the invoice, its payments and its write-off
 */
public record LedgerSide(
        @Nullable Read read,
        @Nullable Twin twin,
        boolean billedHere,
        List<Payment> payments,
        List<Credit> credits,
        List<Matter> matters) {
    public static final LedgerSide NOTHING = new LedgerSide(null, null, false, List.of(), List.of(), List.of());

    public LedgerSide {
        payments = List.copyOf(payments);
        credits = List.copyOf(credits);
        matters = List.copyOf(matters);
    }

    /**
     * Harvest's invoice as last read.
     *
     * @param skipped why it is left out on purpose, as {@code retainer-funding}; empty when it isn't
     * @param planned whether what it asks of Xero is decided
     * @param paymentsRead whether its payments were ever read
     */
    public record Read(
            BigDecimal total, BigDecimal due, boolean gone, boolean planned, String skipped, boolean paymentsRead) {}

    /**
     * The Xero document it was copied to.
     *
     * @param contactId the client's contact in Xero; empty where that is not known
     * @param total as Xero last showed it to us
     * @param written as we last wrote it; null where we never did
     */
    public record Twin(
            String id,
            @Nullable String number,
            String contactId,
            String status,
            @Nullable BigDecimal total,
            @Nullable BigDecimal written) {}

    /**
     * A payment in Harvest.
     *
     * @param gone whether it was deleted there
     * @param twinId its copy in Xero; null while it has none
     */
    public record Payment(
            long id,
            BigDecimal amount,
            @Nullable LocalDate date,
            boolean gone,
            @Nullable String twinId) {}

    /**
     * Something in Xero that we know: a credit note we made for this invoice, or a payment entered by hand that a person explained.
     *
     * @param id Xero's
     * @param explainedBy who said what it is; null for what we made
     */
    public record Credit(String id, @Nullable String explainedBy) {}

    /**
     * Something that is not done.
     *
     * @param id as people name it, such as {@code F7}; empty for what is under way
     * @param of the payment it is about, by Harvest's id, or by Xero's where it is on its way back; empty for the invoice
     * @param code of the cause, such as {@code number-taken}; empty for what is under way
     * @param words the sentence people see
     */
    public record Matter(About about, Standing standing, String id, String of, String code, String words) {}

    /** What a matter is about. */
    public enum About {
        INVOICE,
        PAYMENT,
        /** A payment, or a credit, that Xero has and Harvest lacks. */
        PAYMENT_BACK,
        WRITE_OFF
    }

    /** How a matter stands. */
    public enum Standing {
        UNDER_WAY,
        FAILED,
        /** A person gave it up. */
        GIVEN_UP
    }

    /** The matters about the invoice, or about its write-off; the gravest first. */
    Stream<Matter> about(About about) {
        return matters.stream().filter(matter -> matter.about() == about);
    }

    Optional<Matter> firstAbout(About about, Standing standing) {
        return about(about).filter(matter -> matter.standing() == standing).findFirst();
    }

    Optional<Matter> ofPayment(long payment, Standing standing) {
        return matter(About.PAYMENT, Long.toString(payment), standing);
    }

    /** What stands about money of Xero's that Harvest lacks, by Xero's id. */
    Optional<Matter> ofMoney(String id, Standing standing) {
        return matter(About.PAYMENT_BACK, id, standing);
    }

    private Optional<Matter> matter(About about, String of, Standing standing) {
        return about(about)
                .filter(matter -> matter.of().equals(of) && matter.standing() == standing)
                .findFirst();
    }

    boolean isGone() {
        return read != null && read.gone();
    }
}
