package org.harvestxero.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.harvestxero.api.Pages;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Figures;
import org.harvestxero.reconciliation.Reconciliation;
import org.harvestxero.reconciliation.Reconciliation.Told;
import org.jspecify.annotations.Nullable;

/** The JSON of a reconciliation; its names are a contract with scripts. */
final class ReconcileJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReconcileJson() {}

    static void answer(JsonGenerator out, Reconciliations.Answer answer) throws IOException {
        Reconciliation found = answer.found();
        out.writeStartObject();
        out.writeBooleanField("complete", found != null);
        if (found != null) {
            found(out, found);
        }
        JsonOutput.field(out, "calls", JsonOutput.calls(answer.calls()));
        JsonOutput.field(out, "troubles", JsonOutput.array(answer.troubles(), StatusJson::trouble));
        out.writeEndObject();
    }

    private static void found(JsonGenerator out, Reconciliation found) throws IOException {
        Reconciliation.Scope scope = found.scope();
        out.writeStringField("sentence", found.sentence());
        out.writeBooleanField("agrees", found.agrees());
        JsonOutput.field(out, "began", text(scope.began().toString()));
        JsonOutput.field(
                out, "asOf", text(scope.asOf() == null ? null : scope.asOf().toString()));
        JsonOutput.field(out, "client", text(scope.client()));
        JsonOutput.array(out, "differences", Pages.of(found.differences()), ReconcileJson::told);
        out.writeNumberField("more", found.leftOut());
        out.writeNumberField("unexplained", found.unexplained());
        ObjectNode amounts = NODES.objectNode();
        found.unexplainedAmounts().forEach((currency, amount) -> amounts.put(currency, JsonOutput.money(amount)));
        JsonOutput.field(out, "unexplainedAmounts", amounts);
        JsonOutput.field(
                out,
                "reasons",
                JsonOutput.array(
                        found.reasons(),
                        sum -> NODES.objectNode()
                                .put("reason", sum.reason().key())
                                .put("measure", sum.measure().word())
                                .put("currency", sum.currency())
                                .put("count", sum.documents())
                                .put("amount", JsonOutput.money(sum.amount()))
                                .put("message", sum.reason().sentence())
                                .put("remedy", sum.reason().remedy())));
        JsonOutput.field(out, "sums", JsonOutput.array(found.currencies(), sum -> {
            ObjectNode node = NODES.objectNode().put("currency", sum.currency());
            node.set("harvest", side(sum.inHarvest(), sum.harvest()));
            node.set("xero", side(sum.inXero(), sum.xero()));
            return node;
        }));
        beside(out, found);
    }

    private static void beside(JsonGenerator out, Reconciliation found) throws IOException {
        JsonOutput.field(
                out,
                "bank",
                JsonOutput.array(
                        found.beside().bank(),
                        sum -> NODES.objectNode()
                                .put("currency", sum.currency())
                                .put("reconciled", sum.reconciled())
                                .put("reconciledAmount", JsonOutput.money(sum.reconciledAmount()))
                                .put("open", sum.open())
                                .put("openAmount", JsonOutput.money(sum.openAmount()))
                                .put(
                                        "oldestOpen",
                                        sum.oldestOpen() == null
                                                ? null
                                                : sum.oldestOpen().toString())));
        JsonOutput.field(
                out,
                "work",
                JsonOutput.array(
                        found.beside().work(),
                        sum -> NODES.objectNode()
                                .put("currency", sum.currency())
                                .put("uninvoiced", JsonOutput.money(sum.reported()))
                                .put("nowhere", JsonOutput.money(sum.nowhere()))
                                .put("here", JsonOutput.money(sum.here()))
                                .put("difference", JsonOutput.money(sum.difference()))));
        JsonOutput.field(out, "notes", JsonOutput.array(found.beside().notes(), NODES::textNode));
    }

    private static ObjectNode told(Told told) {
        Difference each = told.difference();
        return NODES.objectNode()
                .put("kind", each.subject().kind())
                .put("harvest", each.subject().harvest())
                .put("xero", each.subject().xero())
                .put("number", each.subject().number())
                .put("client", each.subject().client())
                .put("measure", each.measure().word())
                .put("harvestAmount", money(each.sides().harvest()))
                .put("xeroAmount", money(each.sides().xero()))
                .put("amount", JsonOutput.money(each.amount()))
                .put("currency", each.subject().currency())
                .put("reason", each.reason().key())
                .put("message", each.reason().sentence())
                .put("detail", each.cause().detail())
                .put("remedy", each.reason().remedy())
                .put(
                        "command",
                        each.cause().command().isEmpty() ? null : each.cause().command())
                .put("since", told.since().toString());
    }

    private static @Nullable BigDecimal money(@Nullable BigDecimal amount) {
        return amount == null ? null : JsonOutput.money(amount);
    }

    private static ObjectNode side(long documents, Figures figures) {
        return NODES.objectNode()
                .put("documents", documents)
                .put("total", JsonOutput.money(figures.total()))
                .put("paid", JsonOutput.money(figures.paid()))
                .put("credited", JsonOutput.money(figures.credited()))
                .put("due", JsonOutput.money(figures.due()));
    }

    private static JsonNode text(@Nullable String text) {
        return text == null ? NODES.nullNode() : NODES.textNode(text);
    }

    static void history(JsonGenerator out, List<Reconciliations.Day> days) throws IOException {
        out.writeStartObject();
        JsonOutput.array(out, "days", Pages.of(days), ReconcileJson::day);
        out.writeEndObject();
    }

    private static ObjectNode day(Reconciliations.Day day) {
        ObjectNode node = NODES.objectNode()
                .put("day", day.day().toString())
                .put("ended", day.ended().toString())
                .put("complete", day.trouble() == null)
                .put("trouble", day.trouble())
                .put("differences", day.differences())
                .put("unexplained", day.unexplained());
        node.set(
                "reasons",
                JsonOutput.array(
                        day.sums(),
                        sum -> NODES.objectNode()
                                .put("reason", sum.reason().key())
                                .put("measure", sum.measure().word())
                                .put("currency", sum.currency())
                                .put("count", sum.documents())
                                .put("amount", JsonOutput.money(sum.amount()))));
        return node;
    }
}
