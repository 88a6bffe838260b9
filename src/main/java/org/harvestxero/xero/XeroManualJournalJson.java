package org.harvestxero.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.harvestxero.http.JsonFields;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.JournalDocument;
import org.harvestxero.monthend.JournalLine;

/** The JSON text of manual journals; as {@link XeroJson} has it, the same values give the same text. */
public final class XeroManualJournalJson {
    private XeroManualJournalJson() {}

    /** A journal to create: no sales tax is touched. */
    public static String create(JournalDocument journal) {
        ObjectNode json = JsonFields.object();
        json.put("Narration", journal.narration());
        json.put("Date", journal.date().toString());
        json.put("LineAmountTypes", "NoTax");
        json.put("Status", journal.manner().posted() ? "POSTED" : "DRAFT");
        json.put("ShowOnCashBasisReports", journal.manner().cashBasis());
        ArrayNode lines = json.putArray("JournalLines");
        journal.lines().forEach(line -> lines.add(line(line, journal.text())));
        return JsonFields.write(json);
    }

    private static ObjectNode line(JournalLine line, String text) {
        ObjectNode json = JsonFields.object();
        json.put("Description", text);
        json.put("LineAmount", line.amount());
        json.put("AccountCode", line.coding().account());
        json.put("TaxType", "NONE");
        ArrayNode tracking = json.putArray("Tracking");
        for (Coding.Option option : line.coding().tracking()) {
            tracking.addObject().put("Name", option.category()).put("Option", option.name());
        }
        return json;
    }
}
