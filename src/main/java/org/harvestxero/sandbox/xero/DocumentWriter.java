package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates and changes invoices, bills and credit notes. */
final class DocumentWriter {
    private static final String NOT_FOR_CREATION = "Invoice not of valid status for creation";
    private static final String NOT_FOR_MODIFICATION = "Invoice not of valid status for modification";
    private static final String NUMBER_TAKEN = "Invoice # must be unique.";
    private static final String HAS_PAYMENTS =
            "This document cannot be edited as it has a payment or credit note allocated to it.";
    private static final String VOID_HAS_PAYMENTS = "The status VOIDED cannot be applied to the invoice because it has"
            + " payments or credit notes allocated to it.";
    private static final String UNKNOWN_ID = "The document with the supplied id was not found for this endpoint.";
    private static final String NOT_SENT = "Only AUTHORISED invoices may have SentToContact updated.";

    private final Books books;
    private final Organisation organisation;
    private final ContactWriter contacts;
    private final DocumentJson json;

    DocumentWriter(Books books, ContactWriter contacts, DocumentJson json) {
        this.books = books;
        this.organisation = books.organisation;
        this.contacts = contacts;
        this.json = json;
    }

    /** One write under way: the document as it would become, and what speaks against it. */
    private final class Draft {
        private final Document document;
        private final @Nullable Document before;
        private final int unitDecimals;
        private final List<String> errors = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private @Nullable Contact contact;

        Draft(Document document, @Nullable Document before, int unitDecimals) {
            this.document = document;
            this.before = before;
            this.unitDecimals = unitDecimals;
        }

        boolean approves() {
            return document.status.approved() && (before == null || !before.status.approved());
        }

        Verdict verdict() {
            if (!errors.isEmpty()) {
                return new Verdict(json.rejected(document, contact, before == null, unitDecimals), errors, warnings);
            }
            return new Verdict(json.full(document, unitDecimals), errors, warnings);
        }
    }

    /** Stops the request when it names an unknown contact, before anything is stored. */
    void check(DocumentInput in) {
        if (in.contact() != null) {
            contacts.check(in.contact());
        }
    }

    /** What PUT does: a number in use is an error. */
    Verdict create(DocumentInput in, boolean credit, int unitDecimals) {
        DocumentType type = in.type();
        Document document = new Document(
                books.newId(),
                type != null ? type : credit ? DocumentType.ACCRECCREDIT : DocumentType.ACCREC,
                organisation.today(),
                organisation.baseCurrency);
        document.brandingThemeId = organisation.defaultBrandingTheme();
        Draft draft = new Draft(document, null, unitDecimals);
        if (type == null) {
            draft.errors.add("The Type field must be specified.");
        }
        DocumentStatus asked = in.status() == null ? DocumentStatus.DRAFT : in.status();
        if (!asked.initial()) {
            draft.errors.add(NOT_FOR_CREATION);
        }
        fill(draft, in, asked);
        if (in.contact() == null) {
            draft.errors.add("A Contact must be specified for this type of transaction");
        }
        if (document.lines.isEmpty()) {
            draft.errors.add("One or more line items must be specified");
        }
        validate(draft, in);
        return draft.errors.isEmpty() ? keepNew(draft) : draft.verdict();
    }

    /** What POST does: an id or the number of a sales document changes that document, otherwise it creates. */
    Verdict save(DocumentInput in, boolean credit, @Nullable Document target, int unitDecimals) {
        Document found = target;
        if (found == null && in.id() != null) {
            found = (credit ? books.creditNotes : books.invoices).get(in.id());
            if (found == null) {
                return Verdict.rejected(json.unknown(credit, in.id()), UNKNOWN_ID);
            }
        }
        if (found == null && in.number() != null && in.type() != DocumentType.ACCPAY) {
            found = credit ? books.creditNote(in.number()) : books.salesInvoice(in.number());
        }
        return found == null ? create(in, credit, unitDecimals) : change(found, in, unitDecimals);
    }

    private Verdict change(Document before, DocumentInput in, int unitDecimals) {
        Draft draft = new Draft(before.copy(), before, unitDecimals);
        String lock = organisation.lockedAt(before.date);
        if (before.status.spent()) {
            draft.errors.add(NOT_FOR_MODIFICATION);
        } else if (lock != null) {
            draft.errors.add(lock);
        } else if (in.status() != null && in.status().spent()) {
            return end(draft, in.status());
        } else {
            edit(draft, before, in);
        }
        return draft.errors.isEmpty() ? keepChanged(draft, before) : draft.verdict();
    }

    /** Deletes a draft or voids an approved document; nothing else the element says counts. */
    private Verdict end(Draft draft, DocumentStatus end) {
        Document document = draft.document;
        if (end == DocumentStatus.VOIDED && document.status.approved() && document.settledInPart()) {
            draft.errors.add(VOID_HAS_PAYMENTS);
        } else if (!document.status.mayBecome(end)) {
            draft.errors.add(NOT_FOR_MODIFICATION);
        }
        if (draft.errors.isEmpty()) {
            document.status = end;
            document.fullyPaidOn = null;
            put(document);
        }
        return draft.verdict();
    }

    private void edit(Draft draft, Document before, DocumentInput in) {
        DocumentStatus asked = in.status() == null ? before.status : in.status();
        if (!before.status.mayBecome(asked)) {
            draft.errors.add(NOT_FOR_MODIFICATION);
            return;
        }
        fill(draft, in, asked);
        if (draft.document.lines.isEmpty()) {
            draft.errors.add("One or more line items must be specified");
        }
        validate(draft, in);
        if (before.settledInPart() && !onlyWhatPaidDocumentsAllow(before, draft.document)) {
            draft.errors.add(HAS_PAYMENTS);
        }
    }

    private void fill(Draft draft, DocumentInput in, DocumentStatus asked) {
        Document document = draft.document;
        fillContact(draft, in);
        document.date = in.date() == null ? document.date : in.date();
        document.dueDate = in.dueDate() == null ? document.dueDate : in.dueDate();
        document.expectedPaymentDate =
                in.expectedPaymentDate() == null ? document.expectedPaymentDate : in.expectedPaymentDate();
        document.plannedPaymentDate =
                in.plannedPaymentDate() == null ? document.plannedPaymentDate : in.plannedPaymentDate();
        document.lineAmountTypes = in.lineAmountTypes() == null ? document.lineAmountTypes : in.lineAmountTypes();
        document.url = in.url() == null ? document.url : in.url();
        document.brandingThemeId = in.brandingThemeId() == null ? document.brandingThemeId : in.brandingThemeId();
        if (in.reference() != null && document.type != DocumentType.ACCPAY) {
            document.reference = in.reference();
        }
        fillNumber(draft, in);
        fillCurrency(draft, in);
        fillLines(draft, in);
        fillStatus(draft, in, asked);
    }

    private void fillContact(Draft draft, DocumentInput in) {
        if (in.contact() != null) {
            draft.contact = contacts.forDocument(in.contact(), draft.errors);
            draft.document.contactId = draft.contact == null ? draft.document.contactId : draft.contact.id;
        } else if (draft.document.contactId != null) {
            draft.contact = books.contacts.get(draft.document.contactId);
        }
    }

    private void fillNumber(Draft draft, DocumentInput in) {
        String number = in.number();
        if (number == null || number.isEmpty()) {
            return;
        }
        Document holder = books.numbered(draft.document.type, number);
        if (holder != null && !holder.id.equals(draft.document.id)) {
            draft.errors.add(NUMBER_TAKEN);
        }
        if (number.length() > 255 || !number.chars().allMatch(c -> c >= 32 && c < 127)) {
            draft.errors.add("The document number must consist of at most 255 printable ASCII characters.");
        }
        draft.document.number = number;
    }

    private void fillCurrency(Draft draft, DocumentInput in) {
        Document document = draft.document;
        String currency = in.currency() == null || in.currency().isEmpty()
                ? document.currency
                : in.currency().toUpperCase(Locale.ROOT);
        if (!organisation.hasCurrency(currency)) {
            draft.errors.add("Organisation is not subscribed to currency " + currency);
        }
        boolean switched = !currency.equals(document.currency);
        document.currency = currency;
        if (currency.equals(organisation.baseCurrency)) {
            document.currencyRate = BigDecimal.ONE.setScale(10);
        } else if (in.currencyRate() != null && in.currencyRate().signum() > 0) {
            document.currencyRate =
                    in.currencyRate().setScale(6, RoundingMode.HALF_UP).setScale(10);
            if (in.currencyRate().compareTo(BigDecimal.ONE) == 0) {
                draft.warnings.add("The currency rate of 1 was used for a document in " + currency + ".");
            }
        } else if (switched || draft.before == null) {
            document.currencyRate = organisation.dayRate(currency);
        }
    }

    /** Lines not sent are made again all the same, at the decimals of this request; paid documents keep theirs. */
    private void fillLines(Draft draft, DocumentInput in) {
        Document document = draft.document;
        LineBuilder builder = new LineBuilder(books, document, draft.contact, draft.unitDecimals, draft.errors);
        if (in.lines() != null) {
            Set<UUID> known = new HashSet<>();
            document.lines.forEach(line -> known.add(line.id()));
            document.lines = builder.build(in.lines(), known);
        } else if (!document.settledInPart()) {
            List<LineInput> again = document.lines.stream().map(LineInput::of).toList();
            document.lines = builder.build(again, Set.of());
        }
        document.addUp();
    }

    private void fillStatus(Draft draft, DocumentInput in, DocumentStatus asked) {
        Document document = draft.document;
        boolean approves = asked.approved() && !document.status.approved();
        if (approves && !organisation.mayApprove) {
            asked = document.status;
        }
        if (!document.status.approved()) {
            document.status = asked;
        }
        if (in.sentToContact() == null) {
            return;
        }
        if (document.status.approved()) {
            document.sentToContact = in.sentToContact();
        } else if (in.sentToContact()) {
            draft.warnings.add(NOT_SENT);
        }
    }

    private void validate(Draft draft, DocumentInput in) {
        Document document = draft.document;
        if (document.status.approved()) {
            for (Line line : document.lines) {
                if (line.quantity() != null && line.accountCode() == null && line.accountId() == null) {
                    draft.errors.add("Account code must be specified");
                }
            }
            if (document.dueDate == null && !document.type.credit()) {
                draft.errors.add("The document DueDate field must be specified.");
            }
        }
        if (draft.approves() && organisation.approvalsLeft <= 0) {
            draft.errors.add("You have reached the limit of invoices you can approve");
        }
        String lock = organisation.lockedAt(document.date);
        if (lock != null) {
            draft.errors.add(lock);
        }
        if (document.reference != null && document.reference.length() > 255) {
            draft.errors.add("The Reference field exceeds the maximum length of 255.");
        }
        if (in.url() != null && in.url().toLowerCase(Locale.ROOT).contains("xero")) {
            draft.errors.add("Url must not contain the word 'xero'.");
        }
        if (in.brandingThemeId() != null
                && organisation.brandingThemes.stream()
                        .noneMatch(theme -> theme.id().equals(in.brandingThemeId()))) {
            draft.errors.add("The branding theme could not be found.");
        }
        if (in.total() != null && LineArithmetic.money(in.total()).compareTo(document.total) != 0) {
            draft.errors.add("The invoice total does not equal the sum of the lines.");
        }
        if (document.total.signum() < 0) {
            draft.errors.add("The total of the document must not be negative.");
        }
    }

    private static boolean onlyWhatPaidDocumentsAllow(Document before, Document after) {
        boolean creditedToAnother =
                before.amountCredited.signum() != 0 && !Objects.equals(before.contactId, after.contactId);
        return !creditedToAnother
                && before.date.equals(after.date)
                && before.lineAmountTypes == after.lineAmountTypes
                && before.currency.equals(after.currency)
                && before.currencyRate.compareTo(after.currencyRate) == 0
                && sameAmounts(before.lines, after.lines);
    }

    private static boolean sameAmounts(List<Line> before, List<Line> after) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            Line was = before.get(i);
            Line is = after.get(i);
            boolean same = was.id().equals(is.id())
                    && Objects.equals(was.quantity(), is.quantity())
                    && sameNumber(was.unitAmount(), is.unitAmount())
                    && Objects.equals(was.taxType(), is.taxType())
                    && was.lineAmount().equals(is.lineAmount())
                    && was.taxAmount().equals(is.taxAmount());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNumber(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }

    private Verdict keepNew(Draft draft) {
        Document document = draft.document;
        if (document.number == null && document.type != DocumentType.ACCPAY) {
            document.number = books.nextNumber(document.type);
        }
        document.created = books.now();
        keepSideEffects(draft);
        settleIfZero(document);
        put(document);
        return draft.verdict();
    }

    private Verdict keepChanged(Draft draft, Document before) {
        keepSideEffects(draft);
        if (!before.settledInPart()) {
            settleIfZero(draft.document);
        }
        if (changesNothingListed(before, draft.document)) {
            draft.document.updated = before.updated;
            books.shelf(before.type).put(draft.document);
        } else {
            put(draft.document);
        }
        return draft.verdict();
    }

    /** A new due date or sent mark on a part-paid document is no change for If-Modified-Since. */
    private static boolean changesNothingListed(Document before, Document after) {
        return before.settledInPart()
                && Objects.equals(before.number, after.number)
                && Objects.equals(before.reference, after.reference)
                && Objects.equals(before.contactId, after.contactId)
                && Objects.equals(before.url, after.url)
                && Objects.equals(before.brandingThemeId, after.brandingThemeId)
                && before.lines.equals(after.lines)
                && (!Objects.equals(before.dueDate, after.dueDate) || before.sentToContact != after.sentToContact);
    }

    private void keepSideEffects(Draft draft) {
        organisation.approvalsLeft -= draft.approves() ? 1 : 0;
        if (draft.contact != null) {
            contacts.keep(draft.contact);
            contacts.mark(draft.contact.id, draft.document.type.sales());
        }
    }

    private void settleIfZero(Document document) {
        if (document.status.approved() && (organisation.settlesZeroTotals || document.total.signum() != 0)) {
            document.settle(document.date);
        }
    }

    private void put(Document document) {
        document.updated = books.now();
        books.shelf(document.type).put(document);
    }
}
