package org.harvestxero.console.page;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.CauseWords;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Pages;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Vitals;
import org.harvestxero.console.user.Right;
import org.harvestxero.export.FailedCsv;

/** Documents that could not be copied, by cause: what is wrong, what to do, and each of them. */
final class FailedPages {
    static final String LIST = "/failed";
    private static final int FEW = 8;
    private static final int MANY = 100;

    private final CopyService copyService;
    private final Vitals vitals;

    FailedPages(Desk desk) {
        this.copyService = desk.work().copyService();
        this.vitals = desk.watch().vitals();
    }

    Answer list(Asked asked) {
        FailedQuery query = FailedQuery.of(asked);
        FailedFilter filter = query.filter(asked.format());
        Map<Long, CauseWords> groups = groups(filter);
        long total = groups.values().stream().mapToLong(CauseWords::count).sum();
        return Answer.shown(
                "failed",
                "Failed copies",
                new FailedView(
                        query,
                        new FailedView.Listed(
                                LIST + query.address(), asked.format().now().toEpochMilli()),
                        asked.format().number(total),
                        groups.entrySet().stream()
                                .map(each -> view(each.getKey(), each.getValue(), query, groups.size() == 1, asked))
                                .toList(),
                        asked.may(Right.MEND),
                        choices(query)));
    }

    Answer csv(Asked asked) {
        Pages<FailedDocument> documents =
                copyService.failedDocuments(FailedQuery.of(asked).filter(asked.format()));
        return new Answer.Download(
                "failed.csv",
                "text/csv; charset=utf-8",
                out -> FailedCsv.write(documents, new PrintStream(out, false, StandardCharsets.UTF_8)));
    }

    /** By the number of the cause, in the order of the list. */
    private Map<Long, CauseWords> groups(FailedFilter filter) {
        Map<Long, CauseWords> groups = new LinkedHashMap<>();
        for (FailedCopy copy : copies(copyService, filter)) {
            groups.computeIfAbsent(copy.causeId(), id -> new CauseWords()).add(copy);
        }
        return groups;
    }

    static Pages<FailedCopy> copies(CopyService copyService, FailedFilter filter) {
        return filter.client() == null
                ? copyService.failedCopies(filter)
                : copyService.failedDocuments(filter).map(FailedDocument::copy);
    }

    private FailedView.Group view(long id, CauseWords group, FailedQuery query, boolean alone, Asked asked) {
        int shown = alone ? MANY : FEW;
        int passed = alone ? query.from() : 0;
        List<FailedView.Row> rows = copyService
                .failedDocuments(query.filter(asked.format()).ofCause(id))
                .stream()
                .skip(passed)
                .limit(shown)
                .map(document -> row(document, group, asked.format()))
                .toList();
        int end = passed + rows.size();
        String more = end >= group.count() ? "" : LIST + (alone ? query.startingAt(end) : query.ofCause(id)).address();
        return new FailedView.Group(
                id,
                TodayPage.named(group.code()),
                group.sentence().orElse(""),
                group.remedy().orElse(""),
                asked.format().count(group.count(), "document"),
                rows,
                more);
    }

    private static FailedView.Row row(FailedDocument document, CauseWords group, ReaderFormat format) {
        FailedCopy copy = document.copy();
        String words = (group.sentence().isEmpty() ? copy.message() : "")
                + (document.also() == null ? "" : " Also: " + document.also())
                + (group.remedy().isEmpty() ? " " + copy.remedy() : "");
        return new FailedView.Row(
                copy.id() == 0 ? "" : PublicIds.failedCopy(copy.id()),
                copy.id(),
                what(document),
                document.client() == null ? "" : document.client(),
                format.date(document.date()),
                format.money(document.amount(), document.currency()),
                new FailedView.Since(format.ago(copy.firstFailedAt()), copy.state() == FailedCopy.State.RETRYING),
                words.strip(),
                links(document));
    }

    static String what(FailedDocument document) {
        String kind = TodayPage.named(document.copy().kind().text());
        return document.invoice() == null ? kind : kind + " " + document.invoice();
    }

    static FailedView.Links links(FailedDocument document) {
        return new FailedView.Links(
                document.sourceLink() == null ? "" : document.sourceLink(),
                document.targetLink() == null ? "" : document.targetLink());
    }

    private FailedView.Choices choices(FailedQuery query) {
        return new FailedView.Choices(
                Arrays.stream(DocumentKind.values()).map(DocumentKind::text).toList(),
                vitals.failedByCause().keySet().stream()
                        .map(cause -> new FailedView.Cause(cause, TodayPage.named(cause), cause.equals(query.cause())))
                        .toList());
    }
}
