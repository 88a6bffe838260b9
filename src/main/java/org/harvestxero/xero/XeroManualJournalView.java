package org.harvestxero.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.http.JsonFields;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.JournalLine;
import org.jspecify.annotations.Nullable;

/**
 * A manual journal as Xero shows it, unchecked.
 *
 * @param id empty when it shows none
 * @param status Xero's word, such as {@code POSTED}; empty when it shows none
 * @param lines those with an account code and an amount; lists without pages show none
 */
public record XeroManualJournalView(
        String id,
        String narration,
        String status,
        @Nullable LocalDate date,
        List<JournalLine> lines) {
    private static final String COLLECTION = "ManualJournals";
    /** Of one month and kind there are no more than fit on a page. */
    private static final String PAGE = "1000";

    public XeroManualJournalView {
        lines = List.copyOf(lines);
    }

    /** Asks for the journals whose narration begins so. @param beginning without quotes */
    public static XeroRequest beginningWith(String beginning) {
        return XeroRequest.get("/" + COLLECTION)
                .with("where", "Narration.StartsWith(\"" + beginning + "\")")
                .with("page", "1")
                .with("pageSize", PAGE);
    }

    /** Creates one, with a verdict. */
    public static XeroRequest create(String element, String idempotencyKey) {
        return XeroRequest.put("/" + COLLECTION, XeroJson.envelope(COLLECTION, List.of(element)), idempotencyKey)
                .with("summarizeErrors", "false");
    }

    /** What became of the one that was to be created. */
    public static ElementVerdict verdict(XeroResponse answer) {
        return Verdicts.read(answer, COLLECTION, 1).get(0);
    }

    public static List<XeroManualJournalView> listIn(XeroResponse answer) {
        return XeroElement.list(answer.json(), COLLECTION).stream()
                .map(XeroManualJournalView::of)
                .toList();
    }

    /** The one a verdict accepted. */
    public static XeroManualJournalView of(XeroElement element) {
        JsonNode journal = element.tree();
        List<JournalLine> lines = new ArrayList<>();
        for (JsonNode line : JsonFields.field(journal, "JournalLines")) {
            String account = JsonFields.text(line, "AccountCode");
            BigDecimal amount = JsonFields.decimal(line, "LineAmount");
            if (account != null && amount != null && amount.signum() != 0) {
                lines.add(new JournalLine(new Coding(account, tracking(line)), amount));
            }
        }
        return new XeroManualJournalView(
                element.id(),
                XeroFields.orEmpty(JsonFields.text(journal, "Narration")),
                element.status(),
                XeroDates.day(journal, "Date").orElse(null),
                lines);
    }

    private static List<Coding.Option> tracking(JsonNode line) {
        List<Coding.Option> options = new ArrayList<>();
        for (JsonNode each : JsonFields.field(line, "Tracking")) {
            String category = JsonFields.text(each, "Name");
            String option = JsonFields.text(each, "Option");
            if (category != null && option != null) {
                options.add(new Coding.Option(category, option));
            }
        }
        return options;
    }

    /** Whether it counts in the books, or will once a person posts it. */
    public boolean stands() {
        return !status.equals("DELETED") && !status.equals("VOIDED") && !status.equals("ARCHIVED");
    }
}
