package org.harvestxero.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.Explanations.Explanation;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.api.Reviews.Detail;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.OpenWord;
import org.harvestxero.billing.engine.Difference;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;

/** The JSON of drafts and explanations; a contract with scripts and the web console. */
final class ReviewJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReviewJson() {}

    static ArrayNode items(List<Item> items) {
        return JsonOutput.array(items, ReviewJson::item);
    }

    static ObjectNode item(Item item) {
        ObjectNode node = NODES.objectNode()
                .put("id", PublicIds.draft(item.id()))
                .put("version", item.version())
                .put("client", item.client())
                .put("period", item.period())
                .put("number", item.number())
                .put("state", item.state().name().toLowerCase(Locale.ROOT))
                .put("total", JsonOutput.money(item.total()))
                .put("currency", item.currency())
                .put("issueDate", item.issueDate().toString())
                .put("dueDate", item.dueDate().toString())
                .put("step", item.step());
        node.set("steps", JsonOutput.texts(item.steps()));
        node.put("waitsFor", item.waitsFor().orElse(null));
        node.set("reasons", JsonOutput.texts(item.reasons()));
        return node.put("decidedBy", item.decidedBy());
    }

    static ObjectNode detail(Detail detail, DraftInsights insights) {
        ObjectNode node = detail(detail);
        long id = detail.item().id();
        node.set("periods", periods(insights.trend(id)));
        node.set("variance", variance(insights.variance(id)));
        node.set("yeses", JsonOutput.array(insights.steps(id), step -> {
            ObjectNode each = NODES.objectNode().put("role", step.role());
            each.set("people", JsonOutput.texts(step.people()));
            return each.put("who", step.who())
                    .put("at", step.at() == null ? null : step.at().toString());
        }));
        return node;
    }

    private static ArrayNode periods(DraftInsights.Trend trend) {
        return JsonOutput.array(
                trend.past(),
                past -> NODES.objectNode().put("period", past.period()).put("total", JsonOutput.money(past.total())));
    }

    private static ObjectNode variance(DraftInsights.Variance variance) {
        ObjectNode node = NODES.objectNode();
        node.set(
                "causes",
                JsonOutput.array(
                        variance.causes(),
                        cause -> NODES.objectNode()
                                .put("kind", JsonOutput.word(cause.kind()))
                                .put("amount", JsonOutput.money(cause.amount().amount()))
                                .put("words", cause.words())));
        return node.put("leftOut", JsonOutput.money(variance.leftOut()))
                .put("leftOutBefore", JsonOutput.money(variance.leftOutBefore()));
    }

    private static ObjectNode detail(Detail detail) {
        ObjectNode node = item(detail.item());
        node.put("agreement", detail.agreement());
        node.put("reference", detail.draft().words().reference());
        charge(node, detail.charge());
        ArrayNode lines = lines(detail.draft());
        for (int i = 0; i < detail.charge().taxTypes().size(); i++) {
            ((ObjectNode) lines.get(i))
                    .put("taxType", detail.charge().taxTypes().get(i));
        }
        node.set("lines", lines);
        node.set("original", detail.original() == null ? NODES.nullNode() : lines(detail.original()));
        node.set("notes", JsonOutput.texts(detail.notes()));
        node.put("tieOut", detail.tieOut());
        node.set(
                "history",
                JsonOutput.array(
                        detail.history(),
                        event -> NODES.objectNode()
                                .put("at", event.at().toString())
                                .put("who", event.who())
                                .put("what", event.what())));
        return node;
    }

    /** What the client sees; amounts that can't be told are null. */
    private static void charge(ObjectNode node, Charge charge) {
        node.put("net", charge.net());
        node.set(
                "taxes",
                JsonOutput.array(
                        charge.taxes(),
                        tax -> NODES.objectNode()
                                .put("taxType", tax.taxType())
                                .put("name", tax.name())
                                .put("rate", tax.rate())
                                .put("net", tax.net())
                                .put("amount", tax.amount())));
        node.put("tax", charge.tax());
        node.put("gross", charge.gross());
        node.put("contact", charge.contact());
        node.put("newContact", charge.newContact());
        node.put("xeroReference", charge.reference());
        node.put("purchaseOrder", charge.purchaseOrder());
        node.set("taxChanges", JsonOutput.texts(charge.changes()));
        node.set("problems", JsonOutput.texts(charge.problems()));
    }

    private static ArrayNode lines(Draft draft) {
        return JsonOutput.array(draft.lines(), ReviewJson::line);
    }

    private static JsonNode line(DraftLine line) {
        ObjectNode node = NODES.objectNode()
                .put("kind", JsonOutput.word(line.kind()))
                .put("description", line.description())
                .put("quantity", line.price().quantity())
                .put("unit", line.isByTheDay() ? "days" : null)
                .put("unitAmount", JsonOutput.money(line.price().unitAmount()))
                .put("amount", JsonOutput.money(line.amount().amount()))
                .put("rule", line.rule())
                .put("own", JsonOutput.money(line.own().amount()))
                .put("words", line.words());
        node.set("sources", JsonOutput.array(line.sources(), ReviewJson::source));
        return node;
    }

    private static JsonNode source(LineSource part) {
        Source source = part.source();
        ObjectNode node = NODES.objectNode()
                .put("kind", JsonOutput.word(source.kind()))
                .put("id", source.id())
                .put("spentDate", source.spentDate().toString())
                .put("person", source.origin().person().name())
                .put("project", source.origin().project().name())
                .put("task", source.origin().kind().name())
                .put("notes", source.notes())
                .put("hours", part.hours().toBigDecimal())
                .put("billedHours", part.billed().toBigDecimal())
                .put(
                        "rate",
                        part.rate() == null
                                ? null
                                : JsonOutput.money(part.rate().amount()))
                .put("rateFrom", part.rateFrom())
                .put("amount", JsonOutput.money(part.amount().amount()));
        node.set("differences", JsonOutput.array(part.differences(), ReviewJson::difference));
        return node;
    }

    private static JsonNode difference(Difference difference) {
        return NODES.objectNode()
                .put("kind", JsonOutput.word(difference.kind()))
                .put("amount", difference.amount());
    }

    static ArrayNode words(List<OpenWord> words) {
        return JsonOutput.array(
                words,
                word -> NODES.objectNode()
                        .put("id", word.id())
                        .put("clientId", word.clientId())
                        .put("what", word.what())
                        .put("who", word.who())
                        .put("at", word.at().toString()));
    }

    static ObjectNode explanation(Explanation explanation) {
        ObjectNode node = NODES.objectNode()
                .put("invoice", explanation.invoice())
                .put("client", explanation.client())
                .put("about", explanation.about());
        node.set("sections", JsonOutput.array(explanation.sections(), section -> {
            ObjectNode each = NODES.objectNode().put("title", section.title());
            each.set("sentences", JsonOutput.texts(section.sentences()));
            return each;
        }));
        return node;
    }
}
