package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.harvestxero.mapping.SameMoney.InXero;
import org.harvestxero.mapping.document.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A sum that counts against a sales invoice in Xero, as Xero shows it.
 *
 * @param id Xero's, of the payment; of a credit its own id and the invoice's
 * @param amount in the invoice's currency
 * @param date null where Xero doesn't say
 */
public record XeroMoney(
        String id,
        Kind kind,
        Paid invoice,
        BigDecimal amount,
        @Nullable LocalDate date,
        Origin origin) {
    private static final String BETWEEN = "/";
    /** Characters of Xero's id of an invoice: 80 bits of it. */
    private static final int ENOUGH = 23;

    /** What it is. Only a payment is money; the others are credits of the client that were set against the invoice. */
    public enum Kind {
        PAYMENT("a payment"),
        CREDIT_NOTE("a credit note"),
        OVERPAYMENT("an overpayment"),
        PREPAYMENT("a prepayment"),
        /** A payment to an account of expenses or income: nobody paid anything. */
        WRITE_OFF("a write-off");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As a sentence has it, with its article. */
        public String words() {
            return words;
        }

        /** The word in tables. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Kind of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no money of the kind " + code));
        }
    }

    /** The invoice it is on. @param number null where it has none @param currency null where Xero doesn't say */
    public record Paid(
            String id, @Nullable String number, @Nullable String currency) {}

    /**
     * Where it came from.
     *
     * @param reference empty when it has none; of a credit note its number
     * @param account Xero's id of the account it went to
     * @param batch Xero's id of the batch it is part of
     */
    public record Origin(
            String reference,
            @Nullable String account,
            @Nullable String batch) {}

    /**
     * The id of a credit that is set against an invoice, at most 60 characters; one credit may be set against several, so it names
     * the invoice too, as far as that tells invoices apart.
     */
    public static String creditId(String credit, String invoice) {
        return credit + BETWEEN + Texts.cut(invoice, ENOUGH);
    }

    /** Xero's own id of the payment or credit, by which people find it. */
    public String ownId() {
        int end = id.indexOf(BETWEEN);
        return end < 0 ? id : id.substring(0, end);
    }

    public boolean isPayment() {
        return kind == Kind.PAYMENT;
    }

    /** The same, known to be something else. */
    public XeroMoney as(Kind other) {
        return new XeroMoney(id, other, invoice, amount, date, origin);
    }

    /** Both parts of the same credit, as of the later day. */
    public XeroMoney plus(XeroMoney other) {
        boolean later = date != null && (other.date == null || other.date.isBefore(date));
        return new XeroMoney(id, kind, invoice, amount.add(other.amount), later ? date : other.date, origin);
    }

    InXero compared() {
        return new InXero(id, date, amount, origin.reference());
    }
}
