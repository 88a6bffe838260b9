package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Manual journals as Xero writes them. */
final class ManualJournalJson {
    private ManualJournalJson() {}

    /** The answer to a write or a single read, and a row of a paged list. */
    static ObjectNode full(ManualJournal journal) {
        ObjectNode json = bare(journal);
        ArrayNode lines = json.putArray("JournalLines");
        journal.lines.forEach(line -> lines.add(line(line)));
        return json;
    }

    /** A row of an unpaged list: {@code JournalLines} is there and always empty. */
    static ObjectNode unpaged(ManualJournal journal) {
        ObjectNode json = bare(journal);
        json.putArray("JournalLines");
        return json;
    }

    /** The echo of a refused element; one that would have been new has the zero id. */
    static ObjectNode rejected(ManualJournal journal, boolean created) {
        ObjectNode json = Json.object()
                .put("ManualJournalID", (created ? Json.ZERO_ID : journal.id).toString())
                .put("Narration", journal.narration);
        json.putArray("JournalLines");
        return json;
    }

    private static ObjectNode bare(ManualJournal journal) {
        ObjectNode json = Json.object()
                .put("Date", XeroDates.day(journal.date))
                .put("Status", journal.status.name())
                .put("LineAmountTypes", journal.lineAmountTypes.wireName())
                .put("UpdatedDateUTC", XeroDates.instant(journal.updated))
                .put("ManualJournalID", journal.id.toString())
                .put("Narration", journal.narration)
                .put("ShowOnCashBasisReports", journal.onCashBasis)
                .put("HasAttachments", false);
        if (journal.url != null) {
            json.put("Url", journal.url);
        }
        return json;
    }

    private static ObjectNode line(ManualJournal.Line line) {
        ObjectNode json = Json.object();
        if (line.description() != null) {
            json.put("Description", line.description());
        }
        json.put("TaxType", line.taxType()).put("TaxAmount", line.tax()).put("LineAmount", line.amount());
        Account account = line.account();
        if (account != null && account.code() != null) {
            json.put("AccountCode", account.code());
        }
        ArrayNode tracking = json.putArray("Tracking");
        for (Line.Tracked each : line.tracking()) {
            tracking.addObject()
                    .put("Name", each.category())
                    .put("Option", each.option())
                    .put("TrackingCategoryID", each.categoryId().toString())
                    .put("TrackingOptionID", each.optionId().toString());
        }
        if (account != null) {
            json.put("AccountID", account.id().toString());
        }
        return json.put("IsBlank", false);
    }
}
