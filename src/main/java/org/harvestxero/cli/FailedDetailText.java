package org.harvestxero.cli;

import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.MendDesk.Choosing;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.RemedyText;

/** One failed copy with everything known about it, as {@code failed show} prints it. */
final class FailedDetailText {
    private final TextOutput textOutput;

    FailedDetailText(TextOutput textOutput) {
        this.textOutput = textOutput;
    }

    /** @param choosing what can be chosen about it */
    String of(FailedDetail detail, Choosing choosing) {
        FailedCopy copy = detail.copy();
        Table table = new Table(copy.kind().text(), TextOutput.named(copy.number(), copy.sourceId()));
        table.row("id", PublicIds.failedCopy(copy.id()));
        table.row("what is wrong", copy.message());
        table.row("what to do", copy.remedy());
        String command = RemedyText.command(choosing, PublicIds.failedCopy(copy.id()));
        if (!command.isEmpty()) {
            table.row("or choose", command);
        }
        table.row("cause", copy.causeId() + " (" + copy.cause() + ")");
        table.row("state", copy.state().text());
        table.row(
                "tries",
                copy.attempts() + ", first " + textOutput.time(copy.firstFailedAt()) + ", last "
                        + textOutput.time(copy.lastFailedAt()));
        table.row("next try", detail.nextAttemptAt() == null ? "none set" : textOutput.time(detail.nextAttemptAt()));
        addKnown(table, detail);
        StringBuilder text = new StringBuilder(table.toString());
        if (!detail.history().isEmpty()) {
            Table history = new Table("WHEN", "WHO", "WHAT");
            detail.history().forEach(event -> history.row(textOutput.time(event.at()), event.who(), event.what()));
            text.append('\n').append(history);
        }
        return text.toString();
    }

    /** What people know the document by, as far as it is known. */
    private static void addKnown(Table table, FailedDetail detail) {
        if (detail.clientName() != null) {
            table.row("client", detail.clientName());
        }
        if (detail.total() != null) {
            table.row(
                    "total",
                    TextOutput.amount(detail.total(), detail.currency())
                            + (detail.currency() == null ? "" : " " + detail.currency()));
        }
        if (detail.sourceLink() != null) {
            table.row("in Harvest", detail.sourceLink());
        }
    }
}
