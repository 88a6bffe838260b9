package org.harvestxero.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.harvestxero.api.Check;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.HeldWork;
import org.harvestxero.api.Pages;
import org.harvestxero.api.Pause;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.api.Vitals;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.billing.Money;
import org.harvestxero.mapping.SkipReason;
import org.harvestxero.runtime.RunningProcess;
import org.jspecify.annotations.Nullable;

/** What commands print for people. Times are shown in one zone, to the minute. */
final class TextOutput {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ZoneId zone;
    private final Instant now;

    TextOutput(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /** Writes the report as it reads the documents. */
    void report(CycleReport report, Consumer<String> out) {
        section("Copied", copied(), report.copied(), TextOutput::row, out);
        section("Would be copied (nothing was sent)", copied(), report.planned(), TextOutput::row, out);
        section(
                "Skipped",
                new Table("KIND", "HARVEST", "NOT COPIED ON PURPOSE, BECAUSE"),
                report.skipped(),
                skipped -> Table.Row.of(
                        skipped.kind().text(), named(skipped.number(), skipped.sourceId()), inWords(skipped.reason())),
                out);
        section("Failed", failures(), report.failed(), TextOutput::row, out);
        section(
                "Waiting",
                new Table("KIND", "HARVEST", ">AMOUNT", "WAITS FOR"),
                report.waiting(),
                waiting -> Table.Row.of(
                        waiting.kind().text(),
                        named(waiting.number(), waiting.sourceId()),
                        waiting.total() == null
                                ? ""
                                : amount(waiting.total(), waiting.currency())
                                        + (waiting.currency() == null ? "" : " " + waiting.currency()),
                        waiting.reason()),
                out);
        section(
                "Why",
                new Table("HARVEST", ">LINE", "WHAT", "VALUE", "BECAUSE"),
                report.explanations(),
                each -> Table.Row.of(
                        named(each.number(), each.sourceId()),
                        each.line() == 0 ? "" : Integer.toString(each.line()),
                        each.what(),
                        each.value(),
                        each.rule()),
                out);
        out.accept(summary(report) + "\n");
    }

    /** Only what a cycle copied, and its sums. */
    void brief(CycleReport report, Consumer<String> out) {
        section("Sent to Xero", copied(), report.copied(), TextOutput::row, out);
        out.accept(summary(report) + "\n");
    }

    private static <T> void section(
            String title, Table table, Pages<T> rows, Function<T, Table.Row> row, Consumer<String> out) {
        if (!rows.isEmpty()) {
            out.accept(title + "\n");
            table.print(rows, row, out);
            out.accept("\n");
        }
    }

    private static String summary(CycleReport report) {
        List<String> parts = new ArrayList<>();
        parts.add(report.copied().size() + " copied");
        if (!report.planned().isEmpty()) {
            parts.add(report.planned().size() + " would be copied");
        }
        parts.add(report.skipped().size() + " skipped");
        parts.add(report.failed().size() + " failed");
        parts.add(report.waiting().size() + " waiting");
        BigDecimal seconds = BigDecimal.valueOf(report.took().toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
        return String.join(", ", parts) + "; " + report.calls().harvest() + " calls to Harvest, "
                + report.calls().xero() + " to Xero; "
                + (report.duplicatesPrevented() == 0 ? "" : report.duplicatesPrevented() + " duplicates prevented; ")
                + seconds + " s";
    }

    private static Table copied() {
        return new Table("KIND", "HARVEST", "XERO", "ACTION", "STATUS IN XERO", ">TOTAL", "");
    }

    private static Table.Row row(CycleReport.Copied copied) {
        return Table.Row.of(
                        copied.kind().text(),
                        named(copied.sourceNumber(), copied.sourceId()),
                        copied.number() == null ? "" : copied.number(),
                        copied.action().name().toLowerCase(Locale.ROOT),
                        copied.status(),
                        amount(copied.total(), copied.currency()),
                        copied.currency())
                .with(copied.link());
    }

    private static Table failures() {
        return new Table(">ID", "KIND", "HARVEST", ">CAUSE", "TRIES", "STATE", "WHAT IS WRONG AND WHAT TO DO");
    }

    private static Table.Row row(FailedCopy copy) {
        return Table.Row.of(
                copy.id() == 0 ? "" : PublicIds.failedCopy(copy.id()),
                copy.kind().text(),
                named(copy.number(), copy.sourceId()),
                copy.causeId() == 0 ? "" : Long.toString(copy.causeId()),
                copy.attempts() == 0 ? "" : Integer.toString(copy.attempts()),
                word(copy.state()),
                copy.message() + " → " + copy.remedy());
    }

    String detail(FailedDetail detail) {
        FailedCopy copy = detail.copy();
        Table table = new Table(copy.kind().text(), named(copy.number(), copy.sourceId()));
        table.row("id", PublicIds.failedCopy(copy.id()));
        table.row("what is wrong", copy.message());
        table.row("what to do", copy.remedy());
        table.row("cause", copy.causeId() + " (" + copy.cause() + ")");
        table.row("state", word(copy.state()));
        table.row(
                "tries",
                copy.attempts() + ", first " + time(copy.firstFailedAt()) + ", last " + time(copy.lastFailedAt()));
        table.row("next try", detail.nextAttemptAt() == null ? "none set" : time(detail.nextAttemptAt()));
        if (detail.clientName() != null) {
            table.row("client", detail.clientName());
        }
        if (detail.total() != null) {
            table.row(
                    "total",
                    amount(detail.total(), detail.currency())
                            + (detail.currency() == null ? "" : " " + detail.currency()));
        }
        if (detail.sourceLink() != null) {
            table.row("in Harvest", detail.sourceLink());
        }
        StringBuilder text = new StringBuilder(table.toString());
        if (!detail.history().isEmpty()) {
            Table history = new Table("WHEN", "WHO", "WHAT");
            detail.history().forEach(event -> history.row(time(event.at()), event.who(), event.what()));
            text.append('\n').append(history);
        }
        return text.toString();
    }

    String status(Status status, Optional<RunningProcess> running, List<String> missing) {
        Vitals.Reading vitals = status.vitals();
        Table table = new Table("connection", status.connection());
        table.row("organisation", status.organisation() == null ? "not known yet" : status.organisation());
        table.row(
                "process",
                running.map(process -> "runs as " + process.pid() + " on port " + process.port() + " since "
                                + ago(process.since())
                                + (process.works() ? "" : "; stands by, another one works the connection"))
                        .orElse("none runs this home; start one with: harvest-xero run"));
        table.row("state", state(status, missing));
        if (status.progress() != null) {
            table.row("now", status.progress().line());
        }
        table.row("last success", status.lastSuccess() == null ? "none yet" : ago(status.lastSuccess()));
        table.row("copied", Long.toString(vitals.copied()));
        table.row("failed", Long.toString(vitals.failed()));
        table.row("waiting", Long.toString(vitals.waiting()));
        table.row("drafts to review", Long.toString(vitals.toReview()));
        table.row("oldest unresolved", vitals.oldestUnresolved() == null ? "none" : ago(vitals.oldestUnresolved()));
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
        table.row("token expires", vitals.tokenExpires() == null ? "no token yet" : time(vitals.tokenExpires()));
        status.undecided().forEach((reason, documents) -> table.row("wait to be decided", documents + ": " + reason));
        StringBuilder text = new StringBuilder(table.toString());
        held(text, status.held());
        troubles(text, status.troubles());
        return text.toString();
    }

    private String state(Status status, List<String> missing) {
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
        return by + (pause.since() == null ? "" : "since " + ago(pause.since())) + ": " + pause.reason();
    }

    private static void held(StringBuilder text, List<HeldWork> held) {
        if (held.isEmpty()) {
            return;
        }
        text.append("\nHeld back by bills; the reasons: bill --unbilled\n");
        Table table = new Table("CLIENT", ">HOURS", ">WORTH", "", ">PIECES", "OLDEST");
        held.forEach(each -> table.row(
                each.client(),
                each.hours().toPlainString(),
                amount(each.worth(), each.currency()),
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

    private void troubles(StringBuilder text, List<Trouble> troubles) {
        for (Trouble trouble : troubles) {
            String message = trouble.message();
            text.append(trouble.side())
                    .append(": ")
                    .append(message)
                    .append(message.endsWith(".") ? " " : ". ")
                    .append(trouble.remedy());
            if (trouble.until() != null) {
                text.append(" It goes on by itself at ")
                        .append(time(trouble.until()))
                        .append('.');
            }
            text.append('\n');
        }
    }

    static String finding(String check, Check.Finding finding) {
        String mark = switch (finding.level()) {
            case OK -> "ok      ";
            case WARNING -> "warning ";
            case FAILURE -> "FAILURE ";
            case UNREACHABLE -> "NO ANSWER ";
        };
        String text =
                mark + check + ": " + finding.what() + (finding.remedy().isEmpty() ? "" : " → " + finding.remedy());
        String lines =
                String.join("\n          ", Table.wrap(text, Screen.current().width() - 10)) + "\n";
        return Screen.in(tone(finding.level()), mark.strip())
                + lines.substring(mark.strip().length());
    }

    private static Screen.Tone tone(Check.Level level) {
        return switch (level) {
            case OK -> Screen.Tone.GOOD;
            case WARNING -> Screen.Tone.WARNING;
            case FAILURE, UNREACHABLE -> Screen.Tone.BAD;
        };
    }

    /** The sentence behind the name that tools see. */
    private static String inWords(String reason) {
        return Arrays.stream(SkipReason.values())
                .filter(known -> known.key().equals(reason))
                .map(SkipReason::sentence)
                .findFirst()
                .orElse(reason);
    }

    private static String named(@Nullable String number, long sourceId) {
        return number == null ? "id " + sourceId : number;
    }

    /** With the decimals of its currency, more only where there are more: {@code 1,234.50}, {@code 1,234} yen. */
    static String amount(BigDecimal amount, @Nullable String currency) {
        BigDecimal exact = CurrencyDigits.exact(amount, currency);
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(exact.scale());
        format.setMaximumFractionDigits(exact.scale());
        return format.format(exact);
    }

    /** Of a currency with two decimals, as most have. */
    static String amount(BigDecimal amount) {
        return amount(amount.setScale(CurrencyDigits.USUAL, RoundingMode.UNNECESSARY), null);
    }

    static String amount(Money money) {
        return amount(money.amount(), money.currency().getCurrencyCode());
    }

    private String time(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    static String word(FailedCopy.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** How long ago, in words. */
    String since(Instant instant) {
        return words(Duration.between(instant, now));
    }

    static String count(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    private String ago(Instant instant) {
        return time(instant) + " (" + words(Duration.between(instant, now)) + " ago)";
    }

    static String words(Duration duration) {
        if (duration.toDays() > 1) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() > 1) {
            return duration.toHours() + " hours";
        }
        return duration.toMinutes() > 1 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }
}
