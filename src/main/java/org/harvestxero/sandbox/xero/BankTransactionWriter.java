package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Books, changes and deletes money spent and received. */
final class BankTransactionWriter {
    private static final String RECONCILED =
            "This Bank Transaction cannot be edited as it has been reconciled with a Bank Statement.";
    private static final String SPENT = "Bank transaction not of valid status for modification";

    private final Books books;
    private final Organisation organisation;
    private final ContactWriter contacts;
    private final BankTransactionJson json;

    BankTransactionWriter(Books books, ContactWriter contacts, BankTransactionJson json) {
        this.books = books;
        this.organisation = books.organisation;
        this.contacts = contacts;
        this.json = json;
    }

    /** Stops the request when it can't be read, or names an unknown contact, before anything is stored. */
    void check(JsonNode in) {
        JsonNode contact = Fields.object(in, "Contact");
        if (contact != null) {
            contacts.check(contact);
        }
        Fields.day(in, "Date");
        type(in);
        lines(in);
    }

    private static BankTransaction.@Nullable Type type(JsonNode in) {
        String type = Fields.text(in, "Type");
        try {
            return type == null ? null : BankTransaction.Type.valueOf(type);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed(
                    "Error converting value \"" + type + "\" to type 'BankTransactionType'. Path 'Type'.");
        }
    }

    private static @Nullable List<LineInput> lines(JsonNode in) {
        JsonNode sent = Fields.array(in, "LineItems");
        if (sent == null) {
            return null;
        }
        List<LineInput> lines = new ArrayList<>();
        sent.forEach(line -> lines.add(LineInput.parse(line)));
        return lines;
    }

    Verdict create(JsonNode in, int unitDecimals) {
        List<String> errors = new ArrayList<>();
        BankTransaction.Type type = type(in);
        if (type == null) {
            errors.add("The Type field must be specified.");
        }
        BankTransaction made = new BankTransaction(
                books.newId(),
                type == null ? BankTransaction.Type.SPEND : type,
                organisation.today(),
                organisation.baseCurrency);
        Contact contact = fill(made, in, unitDecimals, errors);
        if (made.contactId == null) {
            errors.add("A Contact must be specified for this type of transaction");
        }
        if (made.bankAccountId == null) {
            errors.add("A BankAccount must be specified for this type of transaction");
        }
        return kept(made, contact, true, unitDecimals, errors);
    }

    /** With an id it changes that one, else it creates. */
    Verdict save(JsonNode in, int unitDecimals) {
        UUID id = Fields.id(in, "BankTransactionID");
        if (id == null) {
            return create(in, unitDecimals);
        }
        BankTransaction before = books.bankTransactions.get(id);
        if (before == null) {
            return Verdict.rejected(
                    Json.object().put("BankTransactionID", id.toString()),
                    "The document with the supplied id was not found for this endpoint.");
        }
        return change(before, in, unitDecimals);
    }

    Verdict change(BankTransaction before, JsonNode in, int unitDecimals) {
        List<String> errors = new ArrayList<>();
        String lock = organisation.lockedAt(before.date);
        if (before.deleted) {
            errors.add(SPENT);
        } else if (before.reconciled) {
            errors.add(RECONCILED);
        } else if (lock != null) {
            errors.add(lock);
        }
        BankTransaction changed = before.copy();
        Contact contact = null;
        if (errors.isEmpty() && "DELETED".equals(Fields.text(in, "Status"))) {
            changed.deleted = true;
        } else if (errors.isEmpty()) {
            contact = fill(changed, in, unitDecimals, errors);
        }
        return kept(changed, contact, false, unitDecimals, errors);
    }

    private @Nullable Contact fill(BankTransaction made, JsonNode in, int unitDecimals, List<String> errors) {
        JsonNode party = Fields.object(in, "Contact");
        Contact contact = party == null ? null : contacts.forDocument(party, errors);
        made.contactId = contact == null ? made.contactId : contact.id;
        bank(made, in, errors);
        LocalDate date = Fields.day(in, "Date");
        made.date = date == null ? made.date : date;
        String reference = Fields.text(in, "Reference");
        made.reference = reference == null ? made.reference : reference;
        String url = Fields.text(in, "Url");
        made.url = url == null ? made.url : url;
        if (url != null && url.toLowerCase(Locale.ROOT).contains("xero")) {
            errors.add("Url must not contain the word 'xero'.");
        }
        String types = Fields.text(in, "LineAmountTypes");
        made.lineAmountTypes = types == null ? made.lineAmountTypes : LineAmountTypes.parse(types);
        work(made, contact, in, unitDecimals, errors);
        String lock = organisation.lockedAt(made.date);
        if (lock != null) {
            errors.add(lock);
        }
        return contact;
    }

    private void work(
            BankTransaction made, @Nullable Contact contact, JsonNode in, int unitDecimals, List<String> errors) {
        Document worked = made.asDocument();
        LineBuilder builder = new LineBuilder(books, worked, contact, unitDecimals, errors);
        List<LineInput> sent = lines(in);
        Set<UUID> known = new HashSet<>();
        made.lines.forEach(line -> known.add(line.id()));
        worked.lines = builder.build(
                sent == null ? made.lines.stream().map(LineInput::of).toList() : sent, known);
        made.take(worked);
        if (made.lines.isEmpty()) {
            errors.add("One or more line items must be specified");
        }
        for (Line line : made.lines) {
            if (line.quantity() != null && line.accountCode() == null && line.accountId() == null) {
                errors.add("Account code must be specified");
            }
        }
        if (made.total.signum() < 0) {
            errors.add("The total of the transaction must not be negative.");
        }
    }

    /** The bank account decides the currency. */
    private void bank(BankTransaction made, JsonNode in, List<String> errors) {
        JsonNode sent = Fields.object(in, "BankAccount");
        if (sent == null) {
            return;
        }
        UUID id = Fields.id(sent, "AccountID");
        String code = Fields.text(sent, "Code");
        Account account = id != null ? organisation.account(id) : code == null ? null : organisation.account(code);
        if (account == null || account.type() != AccountType.BANK) {
            errors.add("The BankAccount must be a valid bank account.");
            return;
        }
        if (account.status() == Account.Status.ARCHIVED) {
            errors.add("The BankAccount has been archived.");
        }
        made.bankAccountId = account.id();
        String its = account.currency() == null ? organisation.baseCurrency : account.currency();
        String currency = Fields.text(in, "CurrencyCode");
        if (currency != null && !currency.equalsIgnoreCase(its)) {
            errors.add("The CurrencyCode must be that of the bank account.");
        }
        made.currency = its;
        if (!its.equals(organisation.baseCurrency)) {
            made.currencyRate = organisation.dayRate(its);
        }
    }

    private Verdict kept(
            BankTransaction made, @Nullable Contact contact, boolean created, int unitDecimals, List<String> errors) {
        if (!errors.isEmpty()) {
            return new Verdict(json.rejected(made, created, unitDecimals), errors, List.of());
        }
        if (contact != null) {
            contacts.keep(contact);
            contacts.mark(contact.id, made.type == BankTransaction.Type.RECEIVE);
        }
        made.updated = books.now();
        books.bankTransactions.put(made);
        return Verdict.accepted(json.full(made, unitDecimals));
    }
}
