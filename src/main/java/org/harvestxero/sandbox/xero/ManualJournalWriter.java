package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and changes manual journals: balanced, on accounts that people may post to, outside of locked periods. */
final class ManualJournalWriter {
    private static final Set<String> KEPT_BY_XERO = Set.of(
            "DEBTORS",
            "CREDITORS",
            "RETAINEDEARNINGS",
            "BANKCURRENCYGAIN",
            "REALISEDCURRENCYGAIN",
            "UNREALISEDCURRENCYGAIN",
            "TRACKINGTRANSFERS",
            "UNPAIDEXPCLM");

    private final Books books;
    private final Organisation organisation;

    ManualJournalWriter(Books books) {
        this.books = books;
        this.organisation = books.organisation;
    }

    /** Stops the request when it can't be read, before anything is stored. */
    void check(JsonNode in) {
        Fields.day(in, "Date");
        Fields.array(in, "JournalLines");
        status(in);
    }

    private static ManualJournal.@Nullable Status status(JsonNode in) {
        String status = Fields.text(in, "Status");
        try {
            return status == null ? null : ManualJournal.Status.valueOf(status);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed(
                    "Error converting value \"" + status + "\" to type 'ManualJournalStatus'. Path 'Status'.");
        }
    }

    Verdict create(JsonNode in) {
        List<String> errors = new ArrayList<>();
        ManualJournal made = new ManualJournal(books.newId(), organisation.today());
        fill(made, in, errors);
        if (made.ended()) {
            errors.add("A new manual journal can only be DRAFT or POSTED.");
        }
        return kept(made, true, errors);
    }

    /** With an id it changes that one, else it creates. */
    Verdict save(JsonNode in) {
        UUID id = Fields.id(in, "ManualJournalID");
        if (id == null) {
            return create(in);
        }
        ManualJournal before = books.manualJournals.get(id);
        if (before == null) {
            return Verdict.rejected(
                    Json.object().put("ManualJournalID", id.toString()),
                    "The document with the supplied id was not found for this endpoint.");
        }
        return change(before, in);
    }

    Verdict change(ManualJournal before, JsonNode in) {
        List<String> errors = new ArrayList<>();
        String lock = organisation.lockedAt(before.date);
        ManualJournal.Status wanted = status(in);
        if (before.ended()) {
            errors.add("This manual journal cannot be edited as it is " + before.status + ".");
        } else if (lock != null) {
            errors.add(lock);
        } else if (before.status == ManualJournal.Status.POSTED
                && (wanted == ManualJournal.Status.DRAFT || wanted == ManualJournal.Status.DELETED)) {
            errors.add("A posted manual journal can only be voided.");
        } else if (before.status == ManualJournal.Status.DRAFT && wanted == ManualJournal.Status.VOIDED) {
            errors.add("A draft manual journal can only be deleted.");
        }
        ManualJournal changed = before.copy();
        if (errors.isEmpty() && wanted != null && ends(wanted)) {
            changed.status = wanted;
        } else if (errors.isEmpty()) {
            fill(changed, in, errors);
        }
        return kept(changed, false, errors);
    }

    private static boolean ends(ManualJournal.Status status) {
        return status == ManualJournal.Status.DELETED || status == ManualJournal.Status.VOIDED;
    }

    private void fill(ManualJournal made, JsonNode in, List<String> errors) {
        String narration = Fields.text(in, "Narration");
        made.narration = narration == null ? made.narration : narration;
        if (made.narration.isBlank()) {
            errors.add("Narration is mandatory.");
        }
        LocalDate date = Fields.day(in, "Date");
        made.date = date == null ? made.date : date;
        String url = Fields.text(in, "Url");
        made.url = url == null ? made.url : url;
        String types = Fields.text(in, "LineAmountTypes");
        made.lineAmountTypes = types == null ? made.lineAmountTypes : LineAmountTypes.parse(types);
        Boolean onCashBasis = Fields.flag(in, "ShowOnCashBasisReports");
        made.onCashBasis = onCashBasis == null ? made.onCashBasis : onCashBasis;
        ManualJournal.Status status = status(in);
        made.status = status == null ? made.status : status;
        JsonNode lines = Fields.array(in, "JournalLines");
        if (lines != null) {
            made.lines = lines(made, lines, errors);
        }
        balance(made, errors);
        String lock = organisation.lockedAt(made.date);
        if (lock != null) {
            errors.add(lock);
        }
    }

    private List<ManualJournal.Line> lines(ManualJournal made, JsonNode sent, List<String> errors) {
        List<ManualJournal.Line> lines = new ArrayList<>();
        for (JsonNode in : sent) {
            LineInput line = LineInput.parse(in);
            BigDecimal amount =
                    line.lineAmount() == null ? LineArithmetic.ZERO : LineArithmetic.money(line.lineAmount());
            Account account = account(line, errors);
            String taxType = made.lineAmountTypes == LineAmountTypes.NO_TAX
                    ? "NONE"
                    : line.taxType() != null ? line.taxType() : account == null ? "NONE" : account.taxType();
            TaxRate rate = organisation.taxRate(taxType);
            if (rate == null) {
                errors.add("The TaxType code " + taxType
                        + " does not exist or cannot be used for this type of transaction.");
            }
            BigDecimal tax = rate == null
                    ? LineArithmetic.ZERO
                    : LineArithmetic.tax(amount, rate.rate(), made.lineAmountTypes, RoundingMode.HALF_UP);
            lines.add(new ManualJournal.Line(
                    line.description(), amount, account, taxType, tax, organisation.tracked(line.tracking(), errors)));
        }
        return List.copyOf(lines);
    }

    private @Nullable Account account(LineInput line, List<String> errors) {
        Account account = line.accountCode() != null
                ? organisation.account(line.accountCode())
                : line.accountId() == null ? null : organisation.account(line.accountId());
        String code = String.valueOf(line.accountCode() == null ? line.accountId() : line.accountCode());
        if (account == null) {
            errors.add("Account code '" + code + "' is not a valid code for this document.");
        } else if (account.status() == Account.Status.ARCHIVED) {
            errors.add("Account code '" + code
                    + "' has been archived, or has been deleted. Each line item must reference a valid account.");
        } else if (account.type() == AccountType.BANK
                || account.type() == AccountType.INVENTORY
                || (account.systemAccount() != null && KEPT_BY_XERO.contains(account.systemAccount()))) {
            errors.add("Account code '" + code + "' is not a valid code for this document.");
        }
        return account;
    }

    private static void balance(ManualJournal made, List<String> errors) {
        if (made.lines.size() < 2) {
            errors.add("A manual journal must have at least two lines.");
            return;
        }
        BigDecimal debits = LineArithmetic.ZERO;
        BigDecimal credits = LineArithmetic.ZERO;
        for (ManualJournal.Line line : made.lines) {
            BigDecimal whole = made.lineAmountTypes == LineAmountTypes.EXCLUSIVE
                    ? line.amount().add(line.tax())
                    : line.amount();
            debits = whole.signum() > 0 ? debits.add(whole) : debits;
            credits = whole.signum() < 0 ? credits.add(whole) : credits;
        }
        if (debits.add(credits).signum() != 0) {
            errors.add("The total debits (" + debits + ") must equal total credits (" + credits + ")");
        }
    }

    private Verdict kept(ManualJournal made, boolean created, List<String> errors) {
        if (!errors.isEmpty()) {
            return new Verdict(ManualJournalJson.rejected(made, created), errors, List.of());
        }
        made.updated = books.now();
        books.manualJournals.put(made);
        return Verdict.accepted(ManualJournalJson.full(made));
    }
}
