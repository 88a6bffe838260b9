package org.harvestxero.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.harvestxero.runtime.RunningProcess;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of how the process and its connection stand.
 */
final class StatusJson {
    private StatusJson() {}

    static ObjectNode progress(Progress.Reading reading) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("stage", reading.stage())
                .put("done", reading.done())
                .put("total", reading.total())
                .put("perSecond", reading.perSecond())
                .put(
                        "secondsLeft",
                        reading.left() == null ? null : reading.left().toSeconds())
                .put("ageSeconds", reading.age().toSeconds())
                .put("stillSeconds", reading.still().toSeconds())
                .put("standsStill", reading.standsStill())
                .put("waitsForDay", reading.waitsForDay())
                .put("paymentListsAhead", reading.ahead().paymentLists())
                .put("documentsAhead", reading.ahead().documents());
    }

    static JsonNode reconciled(Vitals.@Nullable Reconciled last) {
        return last == null
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("ended", JsonOutput.time(last.ended()))
                        .put("differences", last.differences())
                        .put("unexplained", last.unexplained())
                        .put("trouble", last.trouble());
    }

    static ObjectNode status(Status status, List<String> warnings) {
        Vitals.Reading vitals = status.vitals();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("connection", status.connection())
                .put("organisation", status.organisation())
                .put("paused", status.paused())
                .put("lastSuccess", JsonOutput.time(status.lastSuccess()))
                .put("copied", vitals.copied())
                .put("failed", vitals.failed())
                .put("waiting", vitals.waiting())
                .put("toReview", vitals.toReview())
                .put("oldestUnresolved", JsonOutput.time(vitals.oldestUnresolved()))
                .put("xeroCallsLeftThisMinute", vitals.xeroCallsLeftThisMinute())
                .put("xeroCallsLeftToday", vitals.xeroCallsLeftToday())
                .put("callsPerCopiedDocument", vitals.callsPerCopiedDocument())
                .put("duplicatesPrevented", vitals.duplicatesPrevented())
                .put("tokenExpires", JsonOutput.time(vitals.tokenExpires()));
        node.set("pause", status.pause() == null ? JsonNodeFactory.instance.nullNode() : pause(status.pause()));
        node.set(
                "progress",
                status.progress() == null ? JsonNodeFactory.instance.nullNode() : progress(status.progress()));
        node.set("troubles", JsonOutput.array(status.troubles(), StatusJson::trouble));
        node.set(
                "undecided",
                JsonOutput.array(
                        List.copyOf(status.undecided().entrySet()),
                        each -> JsonNodeFactory.instance
                                .objectNode()
                                .put("reason", each.getKey())
                                .put("documents", each.getValue())));
        node.set("warnings", JsonOutput.array(warnings, JsonNodeFactory.instance::textNode));
        node.set(
                "held",
                JsonOutput.array(
                        status.held(),
                        held -> JsonNodeFactory.instance
                                .objectNode()
                                .put("client", held.client())
                                .put("hours", held.hours())
                                .put("worth", held.worth())
                                .put("currency", held.currency())
                                .put("pieces", held.pieces())
                                .put("oldest", held.oldest().toString())));
        return node;
    }

    static ObjectNode pause(Pause pause) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("by", pause.by().text())
                .put("who", pause.who())
                .put("reason", pause.reason())
                .put("since", JsonOutput.time(pause.since()))
                .put("until", JsonOutput.time(pause.until()));
    }

    static ObjectNode running(Optional<RunningProcess> running) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("runs", running.isPresent());
        running.ifPresent(process -> node.put("pid", process.pid())
                .put("port", process.port())
                .put("since", JsonOutput.time(process.since()))
                .put("works", process.works()));
        return node;
    }

    static ObjectNode trouble(Trouble trouble) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("side", trouble.side())
                .put("reason", JsonOutput.word(trouble.reason()))
                .put("message", trouble.message())
                .put("remedy", trouble.remedy())
                .put("until", JsonOutput.time(trouble.until()));
    }
}
