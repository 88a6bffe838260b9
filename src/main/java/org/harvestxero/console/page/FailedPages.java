package org.harvestxero.console.page;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.CauseWords;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCause;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.MendDesk.Choosing;
import org.harvestxero.api.Pages;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.RemedyGuide;
import org.harvestxero.api.RemedyText;
import org.harvestxero.api.Vitals;
import org.harvestxero.config.ConsoleAddress;
import org.harvestxero.config.Settings;
import org.harvestxero.console.user.Right;
import org.harvestxero.export.FailedCsv;

/** Documents that could not be copied, by cause: what is wrong, what to do, and each of them. */
final class FailedPages {
    static final String LIST = "/failed";
    /** What the button that discards a failed copy does, in words. */
    static final String GIVE_UP = "give this up";
    /** Shows both sides of each payment that somebody is asked about. */
    private static final String PAYMENTS = "/sides/payments";

    private static final Set<DocumentKind> MONEY = EnumSet.of(DocumentKind.PAYMENT, DocumentKind.PAYMENT_BACK);
    private static final int CAUSES = 12;
    private static final int FEW = 6;
    private static final int MANY = 50;
    /** Where things are put right, in words. */
    private static final Map<String, String> SIDES = sides();

    private final CopyService copyService;
    private final MendDesk mend;
    private final Vitals vitals;
    private final Settings settings;

    FailedPages(Desk desk) {
        this.copyService = desk.work().copyService();
        this.mend = desk.work().mend();
        this.vitals = desk.watch().vitals();
        this.settings = desk.site().settings();
    }

    Answer list(Asked asked) {
        FailedQuery query = FailedQuery.of(asked);
        FailedFilter filter = query.filter(asked.format());
        List<FailedCause> found = copyService.failedCauses(filter, query.afterCause(), CAUSES + 1);
        List<FailedCause> causes = found.subList(0, Math.min(CAUSES, found.size()));
        boolean further = found.size() > causes.size();
        boolean alone = causes.size() == 1 && query.afterCause() == null;
        return Answer.shown(
                "failed",
                "Failed copies",
                new FailedView(
                        query,
                        new FailedView.Listed(
                                LIST + query.address(),
                                asked.format().now().toEpochMilli(),
                                asked.format().number(copyService.failedCount(filter)),
                                query.afterCause() == null
                                        ? ""
                                        : LIST + query.first().address(),
                                further
                                        ? LIST
                                                + query.after(causes.get(causes.size() - 1))
                                                        .address()
                                        : ""),
                        causes.stream()
                                .map(cause -> group(cause, query, alone, asked))
                                .toList(),
                        asked.may(Right.MEND),
                        choices(query)));
    }

    Answer csv(Asked asked) {
        Pages<FailedDocument> documents =
                copyService.failedDocuments(FailedQuery.of(asked).filter(asked.format()));
        RemedyGuide guide = new RemedyGuide(mend::choosing, Optional.of(address(asked)));
        return new Answer.Download(
                "failed.csv",
                "text/csv; charset=utf-8",
                out -> FailedCsv.write(documents, guide, new PrintStream(out, false, StandardCharsets.UTF_8)));
    }

    /** The console as others reach it; where the settings don't tell, as whoever asks does. */
    private String address(Asked asked) {
        return ConsoleAddress.forOthers(settings)
                .orElseGet(() -> asked.session().origin() + "/console");
    }

    private FailedView.Group group(FailedCause cause, FailedQuery query, boolean alone, Asked asked) {
        int most = alone ? MANY : FEW;
        FailedQuery its = query.ofCause(cause.id());
        List<FailedDocument> found = copyService.failedOfCause(
                cause.id(), query.filter(asked.format()), alone ? query.afterDocument() : 0, most + 1);
        List<FailedDocument> shown = found.subList(0, Math.min(most, found.size()));
        CauseWords words = new CauseWords();
        shown.forEach(document -> words.add(document.copy()));
        String more = found.size() == shown.size()
                ? ""
                : LIST + (alone ? its.after(shown.get(most - 1).copy().id()) : its).address();
        return new FailedView.Group(
                cause.id(),
                CodeWords.named(cause.cause()),
                words.sentence().orElse(""),
                words.remedy()
                        .map(remedy ->
                                RemedyText.inConsole(mend.choosing(cause.cause()), remedy, "by Put it right", GIVE_UP))
                        .orElse(""),
                asked.format().count(cause.documents(), "document"),
                shown.stream()
                        .map(document -> row(document, words, asked.format()))
                        .toList(),
                new FailedView.Leads(
                        more, alone && query.afterDocument() > 0 ? LIST + its.address() : "", fix(cause, shown)));
    }

    /** The page on which the cause is put right; empty where that is not here. */
    private String fix(FailedCause cause, List<FailedDocument> shown) {
        if (shown.isEmpty()) {
            return "";
        }
        FailedCopy first = shown.get(0).copy();
        if (mend.helps(cause.cause())) {
            return LIST + "/" + PublicIds.failedCopy(first.id()) + "#fix";
        }
        return MONEY.contains(first.kind()) ? PAYMENTS : "";
    }

    private static FailedView.Row row(FailedDocument document, CauseWords group, ReaderFormat format) {
        FailedCopy copy = document.copy();
        String words = (group.sentence().isEmpty() ? copy.message() : "")
                + (document.also() == null ? "" : " Also: " + document.also())
                + (group.remedy().isEmpty()
                        ? " " + RemedyText.inConsole(Choosing.NOTHING, copy.remedy(), "", GIVE_UP)
                        : "");
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
        String kind = CodeWords.named(document.copy().kind().text());
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
                        .sorted()
                        .map(cause -> new FailedView.Cause(cause, CodeWords.named(cause), cause.equals(query.cause())))
                        .toList(),
                SIDES.entrySet().stream()
                        .map(side -> new FailedView.Cause(
                                side.getKey(), side.getValue(), side.getKey().equals(query.side())))
                        .toList());
    }

    private static Map<String, String> sides() {
        Map<String, String> sides = new LinkedHashMap<>();
        sides.put("harvest", "in Harvest");
        sides.put("settings", "in Xero, or here");
        sides.put("decision", "by a decision");
        sides.put("itself", "by itself");
        return sides;
    }
}
