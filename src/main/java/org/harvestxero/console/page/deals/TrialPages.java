package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.comparison.ReplayReport;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.jspecify.annotations.Nullable;

/** What is made on the side: how far it has come, and what came of it. */
final class TrialPages {
    static final String PATH = "/billing/tries";
    private static final String GONE =
            "It ended more than half an hour ago, or before the program was started again. Ask for it once more on the page Billing.";

    private final Trials trials;

    TrialPages(Trials trials) {
        this.trials = trials;
    }

    Answer show(Asked asked) {
        return found(asked).map(trial -> answer(trial, "trial", asked)).orElseGet(() -> Answer.missing(GONE));
    }

    /** The part of the page that is fetched again and again. */
    Answer live(Asked asked) {
        return found(asked)
                .map(trial -> answer(trial, "trialLive", asked))
                .orElseGet(() -> Answer.shown(
                        "trialLive",
                        "Tried",
                        new TrialView(0, "Tried", GridPage.PATH, new TrialView.Course("", "", "", false), GONE, null)));
    }

    private static Answer answer(Trials.Reading trial, String template, Asked asked) {
        return Answer.shown(template, trial.title().name(), view(trial, asked));
    }

    private static TrialView view(Trials.Reading trial, Asked asked) {
        return new TrialView(
                trial.id(),
                trial.title().name(),
                trial.title().back(),
                course(trial, asked.format()),
                trial.problem(),
                outcome(trial, asked));
    }

    private static TrialView.Course course(Trials.Reading trial, ReaderFormat format) {
        Trials.Progress progress = trial.progress();
        String words = progress.total() == 0
                ? progress.at()
                : format.number(progress.done()) + " of " + format.count(progress.total(), "client") + ", "
                        + progress.at();
        return new TrialView.Course(
                Integer.toString(progress.done()),
                progress.total() == 0 ? "" : Integer.toString(progress.total()),
                trial.over() ? "Asked for by " + trial.title().who() + ", " + format.ago(progress.ended()) : words,
                trial.over());
    }

    private static TrialView.@Nullable Outcome outcome(Trials.Reading trial, Asked asked) {
        ReaderFormat format = asked.format();
        Object result = trial.result();
        if (result instanceof BillReport report) {
            return DryRunView.of(report, PATH + "/" + trial.id() + "/bills/", format);
        }
        if (result instanceof ReplayReport report) {
            return new ComparisonView(format).compared(report);
        }
        if (result instanceof AgreementActions.Proposed proposed) {
            return new ComparisonView(format).previewed(proposed, asked);
        }
        return result instanceof UnbilledReport report ? new UnbilledView(format).of(report) : null;
    }

    Answer stop(Asked asked) {
        Optional<Trials.Reading> trial = found(asked);
        trial.ifPresent(each -> {
            trials.stop(each.id());
            asked.session().tell(new Session.Notice(true, "It ends at the next safe point."));
        });
        return new Answer.Elsewhere(trial.map(each -> PATH + "/" + each.id()).orElse(GridPage.PATH));
    }

    /** One bill of a dry run. */
    Answer bill(Asked asked) {
        Optional<BillReport.Bill> bill = found(asked)
                .flatMap(trial -> trial.result() instanceof BillReport report
                        ? at(report.bills(), asked.value("bill").orElse(""))
                        : Optional.empty());
        return bill.map(each -> Answer.shown(
                        "triedBill",
                        each.client() + ", " + each.period(),
                        BillView.of(each, PATH + "/" + asked.value("id").orElse(""), from(asked), asked.format())))
                .orElseGet(() -> Answer.missing(GONE));
    }

    private static int from(Asked asked) {
        return asked.value("from")
                .filter(text -> text.matches("\\d{1,7}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    private static Optional<BillReport.Bill> at(List<BillReport.Bill> bills, String number) {
        int index = number.matches("[1-9]\\d{0,6}") ? Integer.parseInt(number) - 1 : -1;
        return index >= 0 && index < bills.size() ? Optional.of(bills.get(index)) : Optional.empty();
    }

    private Optional<Trials.Reading> found(Asked asked) {
        return asked.value("id").filter(id -> id.matches("\\d{1,9}")).flatMap(id -> trials.find(Long.parseLong(id)));
    }
}
