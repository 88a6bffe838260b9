package org.harvestxero.console.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.harvestxero.api.BillingDates;
import org.harvestxero.api.CopiedLately;
import org.harvestxero.api.Progress;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Status;
import org.harvestxero.api.Vitals;
import org.harvestxero.console.user.Right;
import org.jspecify.annotations.Nullable;

/** Is all well, what runs now, and what waits for whoever looks. */
final class TodayPage {
    private static final int MOST_CAUSES = 6;
    private static final int MOST_DRAFTS = 6;
    private static final int MOST_BILLS = 6;
    private static final int MOST_DOCUMENTS = 12;

    private final Desk desk;
    /** Counts all of the day, and each open page asks for it every five seconds. */
    private final Briefly<Instant, CopiedLately> copiedLately;

    /** @param background where figures that take long are found out anew */
    TodayPage(Desk desk, Executor background) {
        this.desk = desk;
        this.copiedLately = new Briefly<>(System::nanoTime, background);
    }

    Answer show(Asked asked) {
        return Answer.shown("today", "Today", view(asked));
    }

    /** The part of the page that is fetched again and again. */
    Answer live(Asked asked) {
        return Answer.shown("todayLive", "Today", view(asked));
    }

    private TodayView view(Asked asked) {
        ReaderFormat format = asked.format();
        Status status = desk.work().copyService().status();
        Vitals.Reconciled reconciled = desk.watch().vitals().reconciled().orElse(null);
        Signal signal = Signal.of(
                new Signal.Facts(
                        status,
                        reconciled,
                        desk.site()
                                .settings()
                                .missingForCopying(LocalDate.now(desk.site().clock())),
                        desk.watch().warnings().get(),
                        desk.watch().works().getAsBoolean()),
                format);
        return new TodayView(
                signal,
                stage(status.progress(), format),
                failed(format),
                drafts(asked),
                limits(status, reconciled, format),
                today(format));
    }

    private static TodayView.@Nullable Stage stage(Progress.@Nullable Reading reading, ReaderFormat format) {
        if (reading == null) {
            return null;
        }
        Long total = reading.total();
        return new TodayView.Stage(
                CodeWords.named(reading.stage()),
                total == null ? null : Long.toString(reading.done()),
                total == null ? null : Long.toString(total),
                stageWords(reading, format));
    }

    private static String stageWords(Progress.Reading reading, ReaderFormat format) {
        String done = reading.total() == null
                ? format.count(reading.calls(), "call") + " so far"
                : format.number(reading.done()) + " of " + format.number(reading.total());
        if (reading.waitsForDay()) {
            return done + ", more than Xero's calls of today allow";
        }
        return reading.left() == null ? done : done + ", " + format.age(reading.left()) + " left at the earliest";
    }

    private TodayView.Failed failed(ReaderFormat format) {
        Map<String, Long> byCause = desk.watch().vitals().failedByCause();
        long all = byCause.values().stream().mapToLong(Long::longValue).sum();
        return new TodayView.Failed(
                format.number(all),
                byCause.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(MOST_CAUSES)
                        .map(each -> new TodayView.Cause(
                                CodeWords.named(each.getKey()), each.getKey(), format.number(each.getValue())))
                        .toList());
    }

    private TodayView.Drafts drafts(Asked asked) {
        ReaderFormat format = asked.format();
        Reviews reviews = desk.work().people().reviews();
        List<Reviews.Item> waiting = reviews.list(Reviews.Filter.waiting()).stream()
                .filter(item -> item.state() == Reviews.State.REVIEW)
                .toList();
        List<Reviews.Item> mine = waiting.stream()
                .filter(item -> asked.may(Right.DECIDE) && reviews.waitsFor(item, asked.who()))
                .toList();
        int others = waiting.size() - mine.size();
        return new TodayView.Drafts(
                mine.stream()
                        .limit(MOST_DRAFTS)
                        .map(item -> new TodayView.Draft(
                                PublicIds.draft(item.id()),
                                item.client(),
                                item.period(),
                                format.money(item.total(), item.currency()),
                                String.join("; ", item.reasons())))
                        .toList(),
                others == 0 ? "" : format.count(others, "draft") + (others == 1 ? " waits" : " wait") + " for others.",
                next(format));
    }

    private List<TodayView.NextBill> next(ReaderFormat format) {
        return desk.work().people().dates().next().stream()
                .sorted(Comparator.comparing(BillingDates.Next::from))
                .limit(MOST_BILLS)
                .map(next -> new TodayView.NextBill(
                        next.client(),
                        next.period(),
                        format.time(next.from()),
                        !next.from().isAfter(format.now())))
                .toList();
    }

    private TodayView.Limits limits(Status status, Vitals.@Nullable Reconciled reconciled, ReaderFormat format) {
        Vitals.Reading vitals = status.vitals();
        Integer day = vitals.xeroCallsLeftToday();
        int perMinute = desk.site().settings().number("xero.calls-per-minute");
        return new TodayView.Limits(
                vitals.xeroCallsLeftThisMinute(),
                perMinute,
                format.number(vitals.xeroCallsLeftThisMinute()) + " of " + format.number(perMinute),
                day,
                day == null ? "not known before Xero's first answer" : format.number(day),
                reconciled(reconciled, format),
                access(vitals, format));
    }

    private static TodayView.Fact reconciled(Vitals.@Nullable Reconciled last, ReaderFormat format) {
        if (last == null || last.ended() == null) {
            return new TodayView.Fact("Not compared to the end yet", last == null);
        }
        String found = last.differences() == 0
                ? "all agreed"
                : format.count(last.differences(), "difference") + ", " + format.number(last.unexplained())
                        + " without a reason";
        return new TodayView.Fact(
                found + ", " + format.ago(last.ended())
                        + (last.trouble() == null ? "" : "; the latest is not complete, " + last.trouble()),
                last.unexplained() == 0 && last.trouble() == null);
    }

    private static TodayView.Fact access(Vitals.Reading vitals, ReaderFormat format) {
        if (vitals.consentDead()) {
            return new TodayView.Fact("Ended: connect again with harvest-xero connect", false);
        }
        return new TodayView.Fact(
                vitals.tokenExpires() == null
                        ? "Not used yet"
                        : vitals.tokenExpires().isBefore(format.now())
                                ? "Renewed with the next call"
                                : "Good, renewed by itself; this pass ends " + format.time(vitals.tokenExpires()),
                true);
    }

    private TodayView.Today today(ReaderFormat format) {
        CopiedLately copied = copiedLately.get(
                format.midnight(), () -> desk.work().copyService().copiedLately(format.midnight(), MOST_DOCUMENTS));
        return new TodayView.Today(
                format.number(copied.count()),
                copied.latest().stream()
                        .map(each -> new TodayView.Document(
                                CodeWords.named(each.kind().text()),
                                each.number() != null
                                        ? each.number()
                                        : each.sourceNumber() == null ? "" : each.sourceNumber(),
                                switch (each.action()) {
                                    case CREATED -> "copied";
                                    case UPDATED -> "changed";
                                    case ADOPTED -> "found in Xero";
                                },
                                format.money(each.total(), each.currency()),
                                each.link() == null ? "" : each.link()))
                        .toList());
    }
}
