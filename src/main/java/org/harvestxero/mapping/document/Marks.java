package org.harvestxero.mapping.document;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Our signs on documents of the other side, by which a search recognises what we wrote. */
public final class Marks {
    private static final Pattern INVOICE = Pattern.compile("/invoices/(\\d{1,18})$");
    private static final Pattern CLIENT = Pattern.compile("^harvest-client-(\\d{1,18})$");
    private static final Pattern PERSON = Pattern.compile("^harvest-user-(\\d{1,18})$");
    private static final Pattern PAYMENT = Pattern.compile("\\bHP(\\d{1,18})\\b");
    private static final Pattern XERO =
            Pattern.compile("\\bXP(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\b");
    private static final Pattern CREDIT_NOTE = Pattern.compile("\\bHC(\\d{1,18})\\b");

    private Marks() {}

    /** The end of an invoice's {@code Url}. */
    public static String invoicePath(long harvestInvoice) {
        return "/invoices/" + harvestInvoice;
    }

    /** A contact's {@code ContactNumber}. */
    public static String client(long harvestClient) {
        return "harvest-client-" + harvestClient;
    }

    /** A contact's {@code ContactNumber} that stands for somebody who works for the agency. */
    public static String person(long harvestUser) {
        return "harvest-user-" + harvestUser;
    }

    /** The first word of a payment's {@code Reference}. */
    public static String payment(long harvestPayment) {
        return "HP" + harvestPayment;
    }

    /** The first word of a credit note's {@code Reference}, by the Harvest invoice it stands for. */
    public static String creditNote(long harvestInvoice) {
        return "HC" + harvestInvoice;
    }

    /** The Harvest invoice an invoice's {@code Url} names. */
    public static OptionalLong invoiceIn(@Nullable String url) {
        return find(INVOICE, url);
    }

    /** The Harvest client a {@code ContactNumber} names. */
    public static OptionalLong clientIn(@Nullable String contactNumber) {
        return find(CLIENT, contactNumber);
    }

    /** The person a {@code ContactNumber} names. */
    public static OptionalLong personIn(@Nullable String contactNumber) {
        return find(PERSON, contactNumber);
    }

    /** The Harvest payment a payment's {@code Reference} names; the first, if a person wrote another behind it. */
    public static OptionalLong paymentIn(@Nullable String reference) {
        return find(PAYMENT, reference);
    }

    /** The Harvest invoice a credit note's {@code Reference} names. */
    public static OptionalLong creditNoteIn(@Nullable String reference) {
        return find(CREDIT_NOTE, reference);
    }

    /** The first word of a Harvest payment's notes, by Xero's id of the payment or credit it stands for. */
    public static String xero(String id) {
        return "XP" + id;
    }

    /** What of Xero the notes of a Harvest payment name; the first, if a person wrote another behind it. */
    public static Optional<String> xeroIn(@Nullable String notes) {
        Matcher matcher = XERO.matcher(notes == null ? "" : notes);
        return matcher.find() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static OptionalLong find(Pattern pattern, @Nullable String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text.strip());
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
