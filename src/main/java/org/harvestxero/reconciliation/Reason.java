package org.harvestxero.reconciliation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Why the sides differ: every reason there is. The names are a contract with scripts, and with what was kept of earlier days. */
public enum Reason {
    // Left out on purpose.
    RETAINER_FUNDING(
            "It adds funds to a retainer in Harvest and is not copied.",
            "Code the bank line in Xero by hand; to copy it all the same, name it."),
    BEFORE_COPY_SINCE("It was issued before copy.since.", "Nothing, unless it is to be copied: then name it."),
    DRAFTS_OFF("It is a draft in Harvest, and copy.drafts is off.", "Nothing; it is copied once it is issued."),
    PAYMENTS_OFF(
            "Payments are not copied (copy.payments is off).", "Record them on both sides, or set copy.payments=true."),
    BILLED_HERE(
            "An agreement billed it, and it has no mirror in Harvest.",
            "Nothing: it stands in Xero alone, and `explain` shows where its amounts come from."),
    TAKEN_BACK("An invoice billed here was taken back with a credit note.", "Nothing: its period was billed anew."),
    // Not there yet.
    NOT_COPIED_YET("It is on its way to Xero.", "Wait for the next cycle, or copy it now."),
    PAYMENT_NOT_COPIED_YET("The payment is on its way to Xero.", "Wait for the next cycle, or copy it now."),
    EDITED_IN_HARVEST(
            "It was changed in Harvest, and the change is not in Xero yet.",
            "Wait for the next cycle, or copy it now."),
    PAYMENTS_NOT_READ("Harvest's payments of it are not all known here.", "Wait for the next cycle, or copy it now."),
    AS_OF_UNKNOWN(
            "What was paid in Harvest on that day is not known: the payments of the invoice were never read.",
            "Switch copy.payments on, or compare a later day."),
    PAYMENT_ON_ITS_WAY_BACK("The payment is on its way from Xero to Harvest.", "Nothing: the next cycle records it."),
    // Failed, or given up by a person.
    FAILED_COPY("Its copy stands failed.", "Do what the failed copy says, then retry it."),
    NUMBER_TAKEN(
            "Another invoice in Xero holds its number.",
            "Change the number in Harvest, or rename the other invoice in Xero; then retry it."),
    GIVEN_UP("A person gave its copy up.", "Nothing, if it was entered by hand; else copy it."),
    // Changed or removed by people on one side.
    EDITED_IN_XERO(
            "Its amounts were changed in Xero after it was copied.",
            "Make both sides equal by hand: what was changed in Xero is never overwritten."),
    MIRROR_EDITED(
            "An agreement billed it, and its amounts were changed in Harvest afterwards; such a change doesn't go to Xero.",
            "Put the amounts back in Harvest, or take the invoice back with `bill --credit-and-rebill NUMBER`."),
    VOIDED_IN_XERO(
            "It was voided or deleted in Xero, and Harvest still has it.",
            "Delete it in Harvest as well, or enter it in Xero anew under another number."),
    GONE_FROM_XERO(
            "It was copied, but Xero doesn't show it any more.",
            "Look for it in Xero; make sure that the settings lead to the organisation it was copied to."),
    DELETED_IN_HARVEST(
            "It was deleted in Harvest, and Xero still has it.",
            "Void it in Xero, or set copy.on-delete=follow so that this happens by itself."),
    NOT_SHOWN_BY_HARVEST(
            "It was copied, but Harvest's list doesn't show it any more.",
            "Nothing yet: the daily sweep asks Harvest for it and tells if it was deleted."),
    STRANGER(
            "It was entered in Xero by hand or by another program.",
            "Nothing, unless it belongs in Harvest: then enter it there and take it out in Xero."),
    TWICE_IN_XERO(
            "It carries the mark of an invoice that has another copy in Xero.",
            "Void the one of the two that nobody paid."),
    LINK_LOST(
            "It carries our mark, but is not known here any more.", "Copy it again: what carries its mark is adopted."),
    CURRENCY_DIFFERS(
            "Its currency is another one in Xero.", "Void it in Xero and copy it again, or correct it in Harvest."),
    CLIENT_DIFFERS("It was moved to another contact in Xero.", "Move it back, or correct the client in Harvest."),
    DATE_DIFFERS(
            "It is dated otherwise in Xero, so that on that day one side alone had it.",
            "Give it the same date on both sides."),
    NUMBER_DIFFERS("Its number is another one in Xero.", "Give it the same number on both sides."),
    AWAITS_APPROVAL("It is not approved in Xero yet.", "Approve it in Xero; its payments follow then."),
    APPROVED_IN_XERO("It is a draft in Harvest and was approved in Xero.", "Mark it as sent in Harvest."),
    // Payments.
    PAYMENT_ONLY_IN_XERO(
            "The payment was entered in Xero and is not in Harvest.",
            "Record it in Harvest, too, or remove it in Xero."),
    SAME_MONEY(
            "The payment was entered on both sides, and the two are not joined yet.",
            "Nothing: the next cycle takes the one in Xero as the copy, or asks."),
    PAYMENT_EXPLAINED("The payment stands in Xero alone, and a person said what it is.", "Nothing: it was looked at."),
    PAYMENT_DELETED_IN_XERO(
            "The payment was copied and then deleted in Xero.",
            "Delete it in Harvest as well, or enter it in Xero again."),
    PAYMENT_DELETED_IN_HARVEST(
            "The payment was deleted in Harvest, and Xero still has it.",
            "Remove it in Xero, or set copy.on-payment-delete=follow so that this happens by itself."),
    PAYMENT_AMOUNT_DIFFERS(
            "The payment has another amount in Xero.", "Delete it on the wrong side and enter it there anew."),
    // Credits.
    WRITTEN_OFF_IN_HARVEST(
            "It was written off in Harvest only.",
            "Write it off in Xero, or set copy.closed=follow and copy.write-off-account so that this happens by itself."),
    WRITE_OFF_DIFFERS(
            "What was credited in Xero is not what is written off in Harvest now.",
            "Correct the credit note in Xero, or set copy.closed=follow so that it is made anew."),
    REOPENED_IN_HARVEST(
            "It was re-opened in Harvest, and its credit still counts in Xero.",
            "Take the credit off the invoice and void it in Xero."),
    CREDITED_IN_XERO(
            "A credit note that did not come from here is set against it in Xero.",
            "Write the same amount off in Harvest, or take the credit back in Xero."),
    OVERPAYMENT_ALLOCATED(
            "An overpayment of the client is set against it in Xero.", "Record the amount as a payment in Harvest."),
    PREPAYMENT_ALLOCATED(
            "A prepayment of the client is set against it in Xero.", "Record the amount as a payment in Harvest."),
    RECORDED_AS_PAYMENT(
            "A credit in Xero was recorded in Harvest as a payment that says so.",
            "Nothing: copy.payments-back.credits asks for it."),
    // Work.
    BILLED_NOT_MARKED(
            "It is billed, on a Harvest invoice made of its lines, and Harvest still counts it as uninvoiced.",
            "Mark it as invoiced in Harvest: `mirror list` says what to select."),
    // The run itself.
    CHANGED_BETWEEN_READS(
            "It was changed while both sides were read.", "Nothing: the next reconciliation shows where it came to."),
    LEDGER_BEHIND("Both sides agree; only what is kept here is older.", "Nothing: the next cycle reads it."),
    ROUNDING("The report rounds the sum, the entries are rounded one by one.", "Nothing: no cent is owed."),
    UNEXPLAINED(
            "No reason was found.",
            "Compare the document on both sides; tell whoever looks after the program if both look right.");

    /** Those that are as they are meant to be: nobody has to be told of a new one. */
    private static final Set<Reason> MEANT = EnumSet.of(
            RETAINER_FUNDING,
            BEFORE_COPY_SINCE,
            DRAFTS_OFF,
            PAYMENTS_OFF,
            BILLED_HERE,
            TAKEN_BACK,
            GIVEN_UP,
            PAYMENT_EXPLAINED,
            RECORDED_AS_PAYMENT,
            LEDGER_BEHIND,
            ROUNDING);

    private final String sentence;
    private final String remedy;

    Reason(String sentence, String remedy) {
        this.sentence = sentence;
        this.remedy = remedy;
    }

    /** The name tools see, such as {@code not-copied-yet}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Reason of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether it is as it is meant to be. */
    public boolean isMeant() {
        return MEANT.contains(this);
    }

    public String sentence() {
        return sentence;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }
}
