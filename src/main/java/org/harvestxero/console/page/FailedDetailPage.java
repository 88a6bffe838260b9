package org.harvestxero.console.page;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.RemedyText;
import org.harvestxero.console.user.Right;

/** One failed copy with all that is known of it. */
public final class FailedDetailPage {
    private final CopyService copyService;
    private final FixPage fix;

    FailedDetailPage(Desk desk, FixPage fix) {
        this.copyService = desk.work().copyService();
        this.fix = fix;
    }

    /**
     * The record, in words.
     *
     * @param number for forms
     * @param tries how often and since when
     * @param next when it is tried again by itself
     * @param given whether somebody gave it up
     * @param fix what can be put right here
     */
    public record View(
            String id,
            long number,
            Document document,
            Trouble trouble,
            String tries,
            String next,
            boolean given,
            boolean mend,
            List<Event> history,
            FixView fix) {}

    /** What people know it by. */
    public record Document(String what, String client, String date, String amount, FailedView.Links links) {}

    /** What is wrong with it. */
    public record Trouble(String name, String word, String sentence, String remedy, String also) {}

    /** What happened to it. */
    public record Event(String at, String who, String what) {}

    Answer show(Asked asked) {
        OptionalLong id = PublicIds.failedCopy(asked.value("id").orElse(""));
        Optional<FailedDetail> detail = id.isPresent() ? copyService.failedCopy(id.getAsLong()) : Optional.empty();
        return detail.map(found -> Answer.shown("failedDetail", title(found), view(found, asked)))
                .orElseGet(
                        () -> Answer.missing(
                                "This document does not stand failed any more: it was copied meanwhile, or there is none of that name."));
    }

    private static String title(FailedDetail detail) {
        return FailedPages.what(detail.document());
    }

    private View view(FailedDetail detail, Asked asked) {
        ReaderFormat format = asked.format();
        FailedCopy copy = detail.copy();
        FixView found = copy.state() == FailedCopy.State.DISCARDED
                ? FixView.nothing(PublicIds.failedCopy(copy.id()))
                : fix.view(copy.id(), asked);
        return new View(
                PublicIds.failedCopy(copy.id()),
                copy.id(),
                new Document(
                        title(detail),
                        detail.clientName() == null ? "" : detail.clientName(),
                        format.date(detail.document().date()),
                        format.money(detail.total(), detail.currency()),
                        FailedPages.links(detail.document())),
                new Trouble(
                        CodeWords.named(copy.cause()),
                        copy.cause(),
                        copy.message(),
                        RemedyText.inConsole(found.choosing(), copy.remedy(), "below", FailedPages.GIVE_UP),
                        detail.document().also() == null
                                ? ""
                                : detail.document().also()),
                format.count(copy.attempts(), "try").replace("trys", "tries") + ", first "
                        + format.time(copy.firstFailedAt()) + ", last " + format.time(copy.lastFailedAt()),
                detail.nextAttemptAt() == null ? "" : format.time(detail.nextAttemptAt()),
                copy.state() == FailedCopy.State.DISCARDED,
                asked.may(Right.MEND),
                detail.history().stream()
                        .map(event -> new Event(format.time(event.at()), event.who(), event.what()))
                        .toList(),
                found);
    }
}
