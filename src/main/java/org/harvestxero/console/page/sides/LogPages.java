package org.harvestxero.console.page.sides;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Status;
import org.harvestxero.api.WorkLog;
import org.harvestxero.api.WorkLog.AuditFilter;
import org.harvestxero.api.WorkLog.Trail;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;
import org.harvestxero.export.AuditCsv;
import org.jspecify.annotations.Nullable;

/** What runs did, who did what, and the switch that pauses the connection. */
public final class LogPages {
    static final String PATH = "/log";
    private static final String AUDIT = "/log/audit";
    private static final List<Kind> KINDS = List.of(
            new Kind("", "any"),
            new Kind("cycle", "Copying"),
            new Kind("bill", "Billing"),
            new Kind("reconcile", "Comparison"),
            new Kind("overdue", "Overdue invoices"));
    private static final int PAGE = 50;

    private final WorkLog log;
    private final CopyService copyService;
    private final ZoneId zone;

    LogPages(Desk desk) {
        this.log = desk.sides().books().log();
        this.copyService = desk.work().copyService();
        this.zone = desk.site().zone();
    }

    /** @param more address of the next page; empty on the last */
    public record Runs(Switch pause, String now, String kind, List<Kind> kinds, List<Run> rows, String more) {}

    public record Kind(String word, String name) {}

    /** @param words why and since when it is paused; empty while it works */
    public record Switch(boolean paused, String words, boolean manage) {}

    public record Run(
            String kind,
            String when,
            String took,
            String who,
            String words,
            String calls,
            String trouble,
            String times) {}

    Answer runs(Asked asked) {
        String kind = asked.value("kind")
                .filter(word -> KINDS.stream().anyMatch(each -> each.word().equals(word)))
                .orElse("");
        ReaderFormat format = asked.format();
        List<WorkLog.Run> runs = log.runs(kind.isEmpty() ? null : kind, before(asked), PAGE + 1);
        Status status = copyService.status();
        return Answer.shown(
                "log",
                "Log and runs",
                new Runs(
                        pause(status.pause(), asked),
                        Optional.ofNullable(status.progress())
                                .map(Progress.Reading::words)
                                .orElse(""),
                        kind,
                        KINDS,
                        runs.stream().limit(PAGE).map(run -> run(run, format)).toList(),
                        runs.size() > PAGE
                                ? PATH + "?kind=" + kind + "&before="
                                        + runs.get(PAGE - 1).id()
                                : ""));
    }

    private static Switch pause(@Nullable Pause pause, Asked asked) {
        boolean manage = asked.may(Right.MANAGE);
        if (pause == null) {
            return new Switch(false, "", manage);
        }
        String who = pause.who();
        return new Switch(
                true,
                "Paused" + (who == null ? "" : " by " + who)
                        + (pause.since() == null ? "" : " " + asked.format().ago(pause.since())) + ": " + pause.reason()
                        + (pause.until() == null
                                ? ""
                                : " It looks again by itself at "
                                        + asked.format().time(pause.until()) + "."),
                manage);
    }

    private static Run run(WorkLog.Run run, ReaderFormat format) {
        String trouble = run.trouble();
        return new Run(
                KINDS.stream()
                        .filter(kind -> kind.word().equals(run.kind()))
                        .map(Kind::name)
                        .findFirst()
                        .orElse(run.kind()),
                format.time(run.span().began()),
                took(run.span().took(), format),
                run.who().equals("process") ? "on schedule" : run.who(),
                run.words()
                        + (run.failed() == 0
                                ? ""
                                : (run.words().isEmpty() ? "" : "; ") + format.number(run.failed()) + " failed"),
                format.number(run.calls().harvest()) + " Harvest, "
                        + format.number(run.calls().xero()) + " Xero",
                trouble == null ? "" : trouble,
                run.times() == 1
                        ? ""
                        : format.number(run.times()) + " times until "
                                + format.time(run.span().ended()));
    }

    /** Such as {@code 0.8 s} or {@code 3 min 20 s}. */
    static String took(Duration took, ReaderFormat format) {
        if (took.toMinutes() >= 1) {
            return format.number(took.toMinutes()) + " min " + took.toSecondsPart() + " s";
        }
        return took.toSeconds() >= 10
                ? took.toSeconds() + " s"
                : format.quantity(java.math.BigDecimal.valueOf(took.toMillis() / 100, 1)) + " s";
    }

    private static long before(Asked asked) {
        return asked.addressed("before").orElse(Long.MAX_VALUE);
    }

    Answer pause(Asked asked) {
        String reason = asked.field("reason")
                .orElseThrow(
                        () -> new DecisionException("Say why: whoever wonders why nothing is copied sees the reason."));
        copyService.pause(asked.who(), reason);
        asked.session()
                .tell(new Session.Notice(
                        true,
                        "Paused. What is in flight ends, then nothing goes to Harvest or Xero until it is resumed."));
        return new Answer.Elsewhere(PATH);
    }

    Answer resume(Asked asked) {
        copyService.resume(asked.who(), asked.field("reason").orElse(""));
        asked.session().tell(new Session.Notice(true, "Resumed: the next cycle goes on where the last one ended."));
        return new Answer.Elsewhere(PATH);
    }

    /** @param bounded whether the look ended before all was looked through @param more where it goes on; empty at the end */
    public record Audit(Query query, List<Event> rows, boolean bounded, String more, String csv) {}

    /** As the address has it; each empty for any. */
    public record Query(String who, String what, String about, String from, String to) {
        AddressEnd address() {
            return new AddressEnd()
                    .with("who", who)
                    .with("what", what)
                    .with("about", about)
                    .with("from", from)
                    .with("to", to);
        }
    }

    public record Event(String when, String who, String what, String about, String detail) {}

    Answer audit(Asked asked) {
        Query query = query(asked);
        Trail trail = log.audit(filter(query), before(asked), PAGE);
        return Answer.shown(
                "audit",
                "Audit",
                new Audit(
                        query,
                        trail.events().stream()
                                .map(event -> event(event, asked.format()))
                                .toList(),
                        trail.next() != 0 && trail.events().size() < PAGE,
                        trail.next() == 0 ? "" : AUDIT + query.address().with("before", Long.toString(trail.next())),
                        "/log/audit.csv" + query.address()));
    }

    private static Query query(Asked asked) {
        return new Query(
                asked.value("who").orElse(""),
                asked.value("what").orElse(""),
                asked.value("about").orElse(""),
                asked.value("from").flatMap(Asked::day).map(LocalDate::toString).orElse(""),
                asked.value("to").flatMap(Asked::day).map(LocalDate::toString).orElse(""));
    }

    private AuditFilter filter(Query query) {
        return new AuditFilter(
                orNull(query.who()),
                orNull(query.what()),
                orNull(query.about()),
                start(query.from(), 0),
                start(query.to(), 1));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private @Nullable Instant start(String day, int days) {
        return day.isEmpty()
                ? null
                : LocalDate.parse(day).plusDays(days).atStartOfDay(zone).toInstant();
    }

    private static Event event(WorkLog.Event event, ReaderFormat format) {
        String number = event.number();
        String kind = event.kind();
        return new Event(
                format.time(event.at()),
                event.who(),
                event.what(),
                kind == null ? "" : kind.replace('-', ' ') + (number == null ? "" : " " + number),
                event.detail() == null ? "" : event.detail());
    }

    /** All that is looked for, in the order of the page. */
    Answer csv(Asked asked) {
        AuditFilter wanted = filter(query(asked));
        return new Answer.Download(
                "audit.csv",
                "text/csv; charset=utf-8",
                out -> AuditCsv.write(log, wanted, new PrintStream(out, false, StandardCharsets.UTF_8)));
    }
}
