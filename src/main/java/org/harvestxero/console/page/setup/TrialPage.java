package org.harvestxero.console.page.setup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DecisionException;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.CodeWords;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.jspecify.annotations.Nullable;

/** One invoice, first without sending anything, then for real. */
public final class TrialPage {
    static final String PATH = "/setup/trial";

    private final Desk desk;
    private final CopyTrial trial;

    TrialPage(Desk desk, CopyTrial trial) {
        this.desk = desk;
        this.trial = trial;
    }

    /**
     * @param invoice that is tried now, or was tried last
     * @param outcome null before the first
     */
    public record View(
            String invoice, boolean running, @Nullable Outcome outcome) {}

    /**
     * @param mayFollow whether it may be copied for real now
     * @param problem what stood in the way; each a sentence
     */
    public record Outcome(
            String sentence, boolean mayFollow, List<Sent> sent, List<CopyTrial.Refused> failed, List<String> remarks) {
        public Outcome {
            sent = List.copyOf(sent);
            failed = List.copyOf(failed);
            remarks = List.copyOf(remarks);
        }
    }

    /** @param link in Xero; empty for none */
    public record Sent(String what, String status, String amount, String link, List<Why> why) {
        public Sent {
            why = List.copyOf(why);
        }
    }

    /** @param line empty for the document as a whole */
    public record Why(String line, String what, String value, String rule) {}

    Answer show(Asked asked) {
        return Answer.shown("setupTrial", "Test run", view(asked));
    }

    Answer live(Asked asked) {
        return Answer.shown("setupTrialLive", "Test run", view(asked));
    }

    Answer dry(Asked asked) {
        return begin(asked, true);
    }

    /** Only what was tried before without sending anything. */
    Answer real(Asked asked) {
        CopyTrial.Outcome last = trial.reading().outcome();
        if (last == null
                || !last.isGood()
                || !asked.field("invoice").filter(last.invoice()::equals).isPresent()) {
            throw new DecisionException("Try it without sending anything first.");
        }
        return begin(asked, false);
    }

    private Answer begin(Asked asked, boolean dry) {
        List<String> missing = desk.site()
                .settings()
                .missingForCopying(LocalDate.now(desk.site().clock()));
        if (!missing.isEmpty()) {
            throw new DecisionException("Not set up yet. " + missing.get(0));
        }
        String invoice = asked.field("invoice")
                .orElseThrow(() -> new DecisionException("Type the number that the invoice has in Harvest."));
        if (!trial.begin(desk.work().copyService(), invoice, dry, asked.who())) {
            throw new DecisionException("Another invoice is being tried: wait until that has ended.");
        }
        return new Answer.Elsewhere(PATH);
    }

    private View view(Asked asked) {
        CopyTrial.Reading reading = trial.reading();
        CopyTrial.Outcome last = reading.outcome();
        String invoice = reading.invoice() != null
                ? reading.invoice()
                : last != null ? last.invoice() : asked.value("invoice").orElse("");
        return new View(
                invoice,
                reading.invoice() != null,
                last == null || reading.invoice() != null ? null : outcome(last, asked.format()));
    }

    private static Outcome outcome(CopyTrial.Outcome came, ReaderFormat format) {
        List<Sent> sent = new ArrayList<>();
        for (CycleReport.Copied each : came.documents()) {
            String number =
                    Objects.requireNonNullElse(each.number(), Objects.requireNonNullElse(each.sourceNumber(), ""));
            sent.add(new Sent(
                    CodeWords.named(each.kind().text()) + " " + number,
                    came.dry()
                            ? "would be " + each.status().toLowerCase(Locale.ROOT)
                            : each.status().toLowerCase(Locale.ROOT),
                    format.money(each.total(), each.currency()),
                    Objects.requireNonNullElse(each.link(), ""),
                    came.why().stream()
                            .filter(why -> why.kind() == each.kind() && why.sourceId() == each.sourceId())
                            .map(why -> new Why(
                                    why.line() == 0 ? "" : Integer.toString(why.line()),
                                    why.what(),
                                    why.value(),
                                    why.rule()))
                            .toList()));
        }
        return new Outcome(sentence(came), came.dry() && came.isGood(), sent, came.failed(), came.remarks());
    }

    private static String sentence(CopyTrial.Outcome came) {
        if (!came.failed().isEmpty()) {
            return came.dry() ? "It can't be copied yet." : "It was not copied.";
        }
        if (came.documents().isEmpty()) {
            return came.dry() ? "Nothing would be sent." : "Nothing was sent.";
        }
        return came.dry() ? "This would be sent to Xero. Nothing was sent yet." : "Copied. Look at it in Xero.";
    }
}
