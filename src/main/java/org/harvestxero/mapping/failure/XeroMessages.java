package org.harvestxero.mapping.failure;

import static org.harvestxero.mapping.failure.FailureCode.*;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.failure.XeroMessage.Subject;

/**
 * Knows Xero's validation messages by their distinctive fragments, whatever their case, and says what they mean. A message
 * nobody has seen before becomes a cause that quotes Xero's own words.
 */
public final class XeroMessages {
    /** Sooner means more telling, for documents with several messages. */
    private static final List<XeroMessage> KNOWN = List.of(
            XeroMessage.of("organisation is offline", ORGANISATION_OFFLINE, Subject.NOTHING),
            XeroMessage.of("reached the limit of invoices", PLAN_LIMIT, Subject.NOTHING),
            XeroMessage.of("not subscribed to currency '?(\\w{3})", CURRENCY_NOT_SUBSCRIBED, Subject.QUOTED),
            XeroMessage.of("lock date, currently set at (\\d{1,2}-\\w{3}-\\d{4})", LOCKED_PERIOD, Subject.DATE),
            XeroMessage.of("lock date", LOCKED_PERIOD, Subject.UNKNOWN_DATE),
            XeroMessage.of("account code '([^']+)' has been archived", ACCOUNT_ARCHIVED, Subject.QUOTED),
            XeroMessage.of("account code '([^']+)' is not a valid code", ACCOUNT_UNKNOWN, Subject.QUOTED),
            XeroMessage.of(
                    "taxtype code '?([^' ]+)'? cannot be used with account code '?([^' .]+)'?",
                    TAX_NOT_ALLOWED,
                    Subject.PAIR),
            XeroMessage.of(
                    "taxtype code '?([^' ]+)'? does not exist or cannot be used", TAX_TYPE_UNKNOWN, Subject.QUOTED),
            XeroMessage.of("tax rate must be valid|taxtype field is mandatory", TAX_REFUSED, Subject.NUMBER),
            XeroMessage.of("account code must be specified|account must be valid", ACCOUNT_REFUSED, Subject.NUMBER),
            XeroMessage.of("unknown tracking|tracking ?(category|option)", TRACKING_UNKNOWN, Subject.WORDS),
            XeroMessage.of(
                    "contact name (.+) is already assigned to another contact", CONTACT_NAME_TAKEN, Subject.QUOTED),
            XeroMessage.of("contact name already exists", CONTACT_NAME_TAKEN, Subject.CLIENT),
            XeroMessage.of("another contact has this contact number", CONTACT_NUMBER_TAKEN, Subject.CLIENT),
            XeroMessage.of(
                    "contact details has been archived|matched an archived contact|must be un-?archived",
                    CONTACT_ARCHIVED,
                    Subject.CLIENT),
            XeroMessage.of("no email address assigned", NO_EMAIL_ADDRESS, Subject.CLIENT),
            XeroMessage.of("email address must be valid", EMAIL_INVALID, Subject.CLIENT),
            XeroMessage.of(
                    "a contact must be specified|elements to identify the contact", CONTACT_NOT_FOUND, Subject.CLIENT),
            XeroMessage.of("invoice # must be unique|number must be unique", NUMBER_TAKEN, Subject.NUMBER),
            XeroMessage.of(
                    "(invoice|credit ?note) ?number.*(exceed|longer|maximum|characters|invalid)",
                    NUMBER_UNUSABLE,
                    Subject.NUMBER),
            XeroMessage.of("document number must consist", NUMBER_UNUSABLE, Subject.NUMBER),
            XeroMessage.of("name cannot contain", CLIENT_NAME_UNUSABLE, Subject.CLIENT),
            XeroMessage.of("line items? must be specified", NO_LINES, Subject.NUMBER),
            XeroMessage.of(
                    "description.*(must|required|mandatory|empty|blank)", LINE_DESCRIPTION_MISSING, Subject.NUMBER),
            XeroMessage.of("duedate field must be specified|due date.*required", DUE_DATE_MISSING, Subject.NUMBER),
            XeroMessage.of("the date field must be specified", DATE_MISSING, Subject.NUMBER),
            XeroMessage.of(
                    "line total .* does not match|total does not equal the sum|discount rate .* is invalid|discount must not be",
                    AMOUNTS_REFUSED,
                    Subject.NUMBER),
            XeroMessage.of("exceeds the amount outstanding", PAYMENT_EXCEEDS_DUE, Subject.NUMBER),
            XeroMessage.of(
                    "amount is greater than amount outstanding|already been paid off",
                    CREDIT_EXCEEDS_DUE,
                    Subject.NUMBER),
            XeroMessage.of(
                    "only be made against authorised|draft, voided or deleted invoices cannot be emailed",
                    INVOICE_NOT_APPROVED,
                    Subject.NUMBER),
            XeroMessage.of("payment amount must be greater than", PAYMENT_NOT_POSITIVE, Subject.NUMBER),
            XeroMessage.of("account currency must be", PAYMENT_ACCOUNT_CURRENCY, Subject.ACCOUNT),
            XeroMessage.of("account could not be found", PAYMENT_ACCOUNT_UNKNOWN, Subject.ACCOUNT),
            XeroMessage.of("account type is invalid for making a payment", PAYMENT_ACCOUNT_UNFIT, Subject.ACCOUNT),
            XeroMessage.of("bank transaction cannot be edited", SPEND_RECONCILED, Subject.NUMBER),
            XeroMessage.of(
                    "only status accepted for updates|reconciled|payment not of valid status",
                    PAYMENT_NOT_EDITABLE,
                    Subject.NUMBER),
            XeroMessage.of(
                    "has a payment or credit note allocated|has payments or credit notes allocated",
                    INVOICE_HAS_PAYMENTS,
                    Subject.NUMBER),
            XeroMessage.of("not of valid status for modification", INVOICE_NOT_EDITABLE, Subject.NUMBER),
            XeroMessage.of(
                    "not of valid status for creation|only authorised invoices may have",
                    STATUS_REFUSED,
                    Subject.NUMBER),
            XeroMessage.of(
                    "supplied id was not found|credit note with the specified creditnoteid could not be found",
                    DOCUMENT_NOT_FOUND,
                    Subject.NUMBER));

    private XeroMessages() {}

    /** What the messages on one refused document mean; the most telling one decides. */
    public static Problem classify(List<String> messages, RefusedDocument document) {
        return KNOWN.stream()
                .flatMap(known -> messages.stream().map(words -> known.read(words, document)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> unknown(messages));
    }

    private static Problem unknown(List<String> messages) {
        String words = messages.stream().map(String::strip).distinct().collect(Collectors.joining(" "));
        return Problem.of(REFUSED_BY_XERO, words.isEmpty() ? "(nothing)" : Texts.cutMarked(words, 500));
    }
}
