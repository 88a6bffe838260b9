package org.harvestxero.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.harvestxero.api.CauseWords;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.Pages;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.RemedyText;
import org.jspecify.annotations.Nullable;

/**
 * Failed copies as a desk: by cause, what is wrong and what to do once, below it each document. Where documents of a cause have words
 * of their own, each shows its own.
 */
final class FailedListText {
    private static final int CLIENT = 22;

    private final TextOutput textOutput;
    private final Function<FailedFilter, Pages<FailedDocument>> read;
    private final MendDesk mend;

    /**
     * @param read the documents of a filter, anew
     * @param mend what can be chosen about a cause
     */
    FailedListText(TextOutput textOutput, Function<FailedFilter, Pages<FailedDocument>> read, MendDesk mend) {
        this.textOutput = textOutput;
        this.mend = mend;
        this.read = read;
    }

    void list(FailedFilter filter, Pages<FailedDocument> documents, Consumer<String> out) {
        Map<Long, Group> groups = new LinkedHashMap<>();
        documents.forEach(document -> groups.computeIfAbsent(
                        document.copy().causeId(),
                        id -> new Group(PublicIds.failedCopy(document.copy().id())))
                .words
                .add(document.copy()));
        if (groups.isEmpty()) {
            out.accept(
                    filter.equals(FailedFilter.STANDING)
                            ? "Nothing stands failed.\n"
                            : "Nothing that stands failed is of that kind.\n");
            return;
        }
        groups.forEach((cause, group) -> {
            group.head(cause, out);
            group.table().print(read.apply(filter.ofCause(cause)), group::row, out);
            out.accept("\n");
        });
        int count =
                groups.values().stream().mapToInt(group -> group.words.count()).sum();
        out.accept(TextOutput.count(count, "document") + " of " + TextOutput.count(groups.size(), "cause")
                + "; `failed show`, `retry` and `discard` take ids, or --cause.\n");
    }

    /** The documents of one cause. */
    private final class Group {
        private final CauseWords words = new CauseWords();
        private final String first;

        /** @param first the id of the first of them */
        Group(String first) {
            this.first = first;
        }

        void head(long cause, Consumer<String> out) {
            out.accept(Screen.in(Screen.Tone.BAD, words.code()) + " (cause " + cause + "): "
                    + TextOutput.count(words.count(), "document") + "\n");
            words.sentence().ifPresent(text -> paragraph("", text, out));
            words.remedy().ifPresent(text -> paragraph("→ ", text, out));
            String command = RemedyText.command(mend.choosing(words.code()), first);
            if (!command.isEmpty()) {
                paragraph("→ ", command, out);
            }
        }

        private void paragraph(String mark, String text, Consumer<String> out) {
            String indent = "  ";
            for (String line : Table.wrap(text, Screen.current().width() - indent.length() - mark.length())) {
                out.accept(indent + mark + line + "\n");
                indent = "  " + " ".repeat(mark.length());
                mark = "";
            }
        }

        Table table() {
            return new Table("  ID", "DOCUMENT", "CLIENT", "DATE", ">AMOUNT", "STANDS FOR");
        }

        Table.Row row(FailedDocument document) {
            FailedCopy copy = document.copy();
            return Table.Row.of(
                            "  " + (copy.id() == 0 ? "" : PublicIds.failedCopy(copy.id())),
                            copy.kind().text() + (document.invoice() == null ? "" : " " + document.invoice()),
                            clipped(document.client()),
                            document.date() == null ? "" : document.date().toString(),
                            document.amount() == null
                                    ? ""
                                    : TextOutput.amount(document.amount(), document.currency())
                                            + (document.currency() == null ? "" : " " + document.currency()),
                            textOutput.since(copy.firstFailedAt())
                                    + (copy.state() == FailedCopy.State.FAILED
                                            ? ""
                                            : ", " + copy.state().text()))
                    .with(note(document));
        }

        /** What the document alone has to say, and where it stands. */
        private @Nullable String note(FailedDocument document) {
            FailedCopy copy = document.copy();
            String own = (words.sentence().isPresent() ? "" : copy.message())
                    + (document.also() == null ? "" : " Also: " + document.also())
                    + (words.remedy().isPresent() ? "" : " → " + copy.remedy());
            List<String> lines = new ArrayList<>();
            if (!own.isBlank()) {
                lines.addAll(Table.wrap(own.strip(), Screen.current().width() - Table.NOTE.length()));
            }
            if (document.sourceLink() != null) {
                lines.add(document.sourceLink());
            }
            if (document.targetLink() != null) {
                lines.add(document.targetLink());
            }
            return lines.isEmpty() ? null : String.join("\n" + Table.NOTE, lines);
        }

        private static String clipped(@Nullable String client) {
            return client == null
                    ? ""
                    : client.length() <= CLIENT
                            ? client
                            : client.substring(0, CLIENT - 1).stripTrailing() + "…";
        }
    }
}
