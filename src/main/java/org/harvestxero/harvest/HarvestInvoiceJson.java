package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.harvestxero.harvest.ImportableWork.Span;
import org.harvestxero.http.JsonFields;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.mapping.document.SourceLine;
import org.jspecify.annotations.Nullable;

/** The requests that create, change and delete a Harvest invoice of tracked time and expenses, and that find it again. */
public final class HarvestInvoiceJson {
    private static final String INVOICES = "/invoices";

    private HarvestInvoiceJson() {}

    /**
     * A new invoice, which Harvest fills with all unbilled work of these projects in these spans.
     *
     * @param taxes the rates that its lines may be charged
     * @param work what it is filled with
     */
    public record NewMirror(long clientId, Head head, HarvestTaxes taxes, Import work) {}

    /** What stands above its lines; empty texts are left out. */
    public record Head(
            String number,
            LocalDate issueDate,
            LocalDate dueDate,
            String currency,
            String purchaseOrder,
            String notes) {}

    /**
     * The tracked work it takes in.
     *
     * @param time null to leave time out
     * @param expenses null to leave expenses out
     */
    public record Import(
            Set<Long> projects,
            @Nullable Span time,
            @Nullable Span expenses) {}

    /** A line as the mirror should have it; {@code project} is null for none. */
    public record WantedLine(
            String kind,
            String description,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal amount,
            boolean taxed,
            boolean taxed2,
            @Nullable Long project) {
        boolean isLike(SourceLine line) {
            return kind.equals(line.kind())
                    && description.equals(line.description() == null ? "" : line.description())
                    && quantity.compareTo(line.quantity()) == 0
                    && unitPrice.compareTo(line.unitPrice()) == 0
                    && taxed == line.taxed()
                    && taxed2 == line.taxed2()
                    && Objects.equals(
                            project,
                            line.project() == null ? null : line.project().id());
        }
    }

    /** Creates the invoice. Harvest knows no idempotency keys, so search for it before asking again. */
    public static HarvestRequest create(NewMirror mirror) {
        ObjectNode json = head(mirror.clientId(), mirror.head(), mirror.taxes());
        ObjectNode work = json.putObject("line_items_import");
        ArrayNode projects = work.putArray("project_ids");
        new TreeSet<>(mirror.work().projects()).forEach(projects::add);
        span(work, "time", "task", mirror.work().time());
        span(work, "expenses", "category", mirror.work().expenses());
        return HarvestRequest.post(INVOICES, JsonFields.write(json));
    }

    /** The same with lines of its own: no tracked work is touched. @param subject stands above the lines */
    public static HarvestRequest create(
            long clientId, Head head, String subject, HarvestTaxes taxes, List<WantedLine> lines) {
        ObjectNode json = head(clientId, head, taxes);
        json.put("subject", subject);
        ArrayNode items = json.putArray("line_items");
        lines.forEach(line -> write(items.addObject(), line));
        return HarvestRequest.post(INVOICES, JsonFields.write(json));
    }

    private static ObjectNode head(long clientId, Head head, HarvestTaxes taxes) {
        ObjectNode json = JsonFields.object();
        json.put("client_id", clientId);
        json.put("number", head.number());
        json.put("issue_date", head.issueDate().toString());
        json.put("due_date", head.dueDate().toString());
        json.put("payment_term", "custom");
        json.put("currency", head.currency());
        if (!head.purchaseOrder().isBlank()) {
            json.put("purchase_order", head.purchaseOrder());
        }
        if (!head.notes().isBlank()) {
            json.put("notes", head.notes());
        }
        json.put("tax", taxes.tax());
        json.put("tax2", taxes.tax2());
        return json;
    }

    private static void span(ObjectNode work, String what, String summary, @Nullable Span span) {
        if (span != null) {
            work.putObject(what)
                    .put("summary_type", summary)
                    .put("from", span.from().toString())
                    .put("to", span.to().toString());
        }
    }

    /** Whether the lines stand as wanted, in order. */
    public static boolean isWritten(List<SourceLine> lines, List<WantedLine> wanted) {
        return areAlike(lines, wanted, WantedLine::isLike);
    }

    /** Whether the invoice's lines add up as ours do. */
    public static boolean isEqual(List<SourceLine> lines, List<WantedLine> wanted) {
        return areAlike(lines, wanted, (want, line) -> want.amount().compareTo(line.amount()) == 0);
    }

    private static boolean areAlike(
            List<SourceLine> lines, List<WantedLine> wanted, BiPredicate<WantedLine, SourceLine> alike) {
        return lines.size() == wanted.size()
                && IntStream.range(0, wanted.size()).allMatch(i -> alike.test(wanted.get(i), lines.get(i)));
    }

    /** Turns the present lines into those wanted: changes them in place, adds what is missing, deletes the rest. */
    public static HarvestRequest lines(long invoice, List<SourceLine> lines, List<WantedLine> wanted) {
        ObjectNode json = JsonFields.object();
        ArrayNode items = json.putArray("line_items");
        for (int i = 0; i < wanted.size(); i++) {
            ObjectNode item = items.addObject();
            if (i < lines.size()) {
                item.put("id", lines.get(i).id());
            }
            write(item, wanted.get(i));
        }
        for (int i = wanted.size(); i < lines.size(); i++) {
            items.addObject().put("id", lines.get(i).id()).put("_destroy", true);
        }
        return HarvestRequest.patch(INVOICES + "/" + invoice, JsonFields.write(json));
    }

    private static void write(ObjectNode item, WantedLine line) {
        item.put("kind", line.kind());
        item.put("description", line.description());
        item.put("quantity", line.quantity());
        item.put("unit_price", line.unitPrice());
        item.put("taxed", line.taxed());
        item.put("taxed2", line.taxed2());
        item.put("project_id", line.project());
    }

    public static HarvestRequest read(long invoice) {
        return HarvestRequest.get(INVOICES + "/" + invoice);
    }

    public static HarvestRequest delete(long invoice) {
        return HarvestRequest.delete(INVOICES + "/" + invoice);
    }

    /** Lists the client's invoices issued on a day; one whose creation got no answer is among them. */
    public static HarvestRequest issuedOn(long client, LocalDate day) {
        return HarvestRequest.get(INVOICES)
                .with("client_id", Long.toString(client))
                .with("from", day.toString())
                .with("to", day.toString())
                .with("per_page", "2000");
    }
}
