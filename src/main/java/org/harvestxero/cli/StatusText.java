package org.harvestxero.cli;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.api.HeldWork;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.harvestxero.billing.Counted;
import org.harvestxero.runtime.RunningProcess;

/**
 * What people read of how the process and its connection stand.
 */
final class StatusText {
    private final TextOutput words;

    StatusText(TextOutput words) {
        this.words = words;
    }

    String status(Status status, Optional<RunningProcess> running, List<String> missing) {
        Vitals.Reading vitals = status.vitals();
        Table table = new Table("connection", status.connection());
        table.row("organisation", status.organisation() == null ? "not known yet" : status.organisation());
        table.row(
                "process",
                running.map(process -> "runs as " + process.pid() + " on port " + process.port() + " since "
                                + words.ago(process.since())
                                + (process.works() ? "" : "; stands by, another one works the connection"))
                        .orElse("none runs this home; start one with: harvest-xero run"));
        table.row("state", state(status, missing));
        if (status.progress() != null) {
            table.row("now", status.progress().line());
        }
        table.row("last success", status.lastSuccess() == null ? "none yet" : words.ago(status.lastSuccess()));
        table.row("copied", Long.toString(vitals.copied()));
        table.row("failed", Long.toString(vitals.failed()));
        table.row("waiting", Long.toString(vitals.waiting()));
        table.row("drafts to review", Long.toString(vitals.toReview()));
        table.row(
                "oldest unresolved", vitals.oldestUnresolved() == null ? "none" : words.ago(vitals.oldestUnresolved()));
        table.row(
                "Xero calls left",
                vitals.xeroCallsLeftThisMinute() + " this minute, "
                        + (vitals.xeroCallsLeftToday() == null ? "unknown" : vitals.xeroCallsLeftToday()) + " today");
        table.row(
                "calls per document",
                vitals.callsPerCopiedDocument() == null
                        ? "nothing copied yet"
                        : vitals.callsPerCopiedDocument().toPlainString());
        table.row("duplicates prevented", Long.toString(vitals.duplicatesPrevented()));
        table.row("token expires", vitals.tokenExpires() == null ? "no token yet" : words.time(vitals.tokenExpires()));
        status.undecided().forEach((reason, documents) -> table.row("wait to be decided", documents + ": " + reason));
        StringBuilder text = new StringBuilder(table.toString());
        held(text, status.held());
        troubles(text, status.troubles());
        return text.toString();
    }

    /** What the last reconciliation found, as a line. */
    String reconciled(Vitals.Reconciled last) {
        String found = last.ended() == null
                ? "never to its end"
                : words.ago(last.ended()) + ": "
                        + (last.differences() == 0
                                ? "all agreed"
                                : Counted.of(last.differences(), "difference") + ", " + last.unexplained()
                                        + " of them without a reason");
        return "reconciled  " + found
                + (last.trouble() == null ? "" : "; the latest is not complete, " + last.trouble()) + "\n";
    }

    String state(Status status, List<String> missing) {
        if (status.paused()) {
            return "paused " + pause(Objects.requireNonNull(status.pause()));
        }
        if (!missing.isEmpty()) {
            return "not configured: " + String.join(" ", missing);
        }
        return status.troubles().isEmpty() ? "working" : "stopped by trouble";
    }

    /** By whom, since when and why, as the end of a sentence. */
    String pause(Pause pause) {
        String by = pause.byPerson() ? pause.who() == null ? "" : "by " + pause.who() + " " : "by itself ";
        return by + (pause.since() == null ? "" : "since " + words.ago(pause.since())) + ": " + pause.reason();
    }

    static void held(StringBuilder text, List<HeldWork> held) {
        if (held.isEmpty()) {
            return;
        }
        text.append("\nHeld back by bills; the reasons: bill --unbilled\n");
        Table table = new Table("CLIENT", ">HOURS", ">WORTH", "", ">PIECES", "OLDEST");
        held.forEach(each -> table.row(
                each.client(),
                each.hours().toPlainString(),
                TextOutput.amount(each.worth(), each.currency()),
                each.currency(),
                Integer.toString(each.pieces()),
                each.oldest().toString()));
        text.append(table);
    }

    String troubles(List<Trouble> troubles) {
        StringBuilder text = new StringBuilder();
        troubles(text, troubles);
        return text.toString();
    }

    void troubles(StringBuilder text, List<Trouble> troubles) {
        for (Trouble trouble : troubles) {
            String message = trouble.message();
            text.append(trouble.side())
                    .append(": ")
                    .append(message)
                    .append(message.endsWith(".") ? " " : ". ")
                    .append(trouble.remedy());
            if (trouble.until() != null) {
                text.append(" It goes on by itself at ")
                        .append(words.time(trouble.until()))
                        .append('.');
            }
            text.append('\n');
        }
    }
}
