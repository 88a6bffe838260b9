package org.harvestxero.sandbox.xero;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A manual journal. One that is stored is changed by copying only. */
final class ManualJournal implements Stored {
    /** Xero's words; a draft is not in the books yet. */
    enum Status {
        DRAFT,
        POSTED,
        DELETED,
        VOIDED,
        ARCHIVED
    }

    final UUID id;
    String narration = "";
    LocalDate date;
    Status status = Status.DRAFT;
    LineAmountTypes lineAmountTypes = LineAmountTypes.NO_TAX;
    List<Line> lines = List.of();
    boolean onCashBasis = true;

    @Nullable
    String url;

    long updated;

    ManualJournal(UUID id, LocalDate date) {
        this.id = id;
        this.date = date;
    }

    /** @param amount above zero to debit */
    record Line(
            @Nullable String description,
            BigDecimal amount,
            @Nullable Account account,
            String taxType,
            BigDecimal tax,
            List<org.harvestxero.sandbox.xero.Line.Tracked> tracking) {}

    ManualJournal copy() {
        ManualJournal copy = new ManualJournal(id, date);
        copy.narration = narration;
        copy.status = status;
        copy.lineAmountTypes = lineAmountTypes;
        copy.lines = lines;
        copy.onCashBasis = onCashBasis;
        copy.url = url;
        copy.updated = updated;
        return copy;
    }

    boolean ended() {
        return status != Status.DRAFT && status != Status.POSTED;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public long updated() {
        return updated;
    }
}
