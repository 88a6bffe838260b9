package org.harvestxero.billing.engine;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Project;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.terms.Rule;
import org.jspecify.annotations.Nullable;

/** Hands every entry that may be billed to the first rule that matches it. */
final class Intake {
    private static final Priced UNPRICED = new Priced(null, null, "");

    private final Run run;
    private final Admission admission;
    private final RuleBook rules;

    Intake(Run run, RuleBook rules) {
        this.run = run;
        this.admission = new Admission(run.agreement(), run.period());
        this.rules = rules;
    }

    void takeAll() {
        List<TimeEntry> entries = new ArrayList<>(run.request().entries());
        entries.sort(Intake::compareByDay);
        for (TimeEntry entry : entries) {
            take(entry);
        }
    }

    static int compareByDay(TimeEntry one, TimeEntry other) {
        int byDay = one.spentDate().compareTo(other.spentDate());
        return byDay != 0 ? byDay : Long.compare(one.id(), other.id());
    }

    private void take(TimeEntry entry) {
        Standing standing = run.request().known().standings().of(entry.id());
        Hours open = entry.hours().beyond(standing.settled());
        if (open.isZero() && !standing.settled().isZero()) {
            noticeShrunk(entry, standing);
            return;
        }
        Decision decision = run.request().known().decisions().entries().get(entry.id());
        Part part = new Part(
                entry,
                Source.of(entry),
                open,
                open,
                UNPRICED,
                admission.isLate(entry.spentDate()),
                standing.overageOf(),
                "");
        Verdict refused = admission.refuse(entry, run.currency(), decision);
        if (refused != null) {
            run.outcome().drop(part, refused.bucket(), refused.reason(), refused.words(), null);
            return;
        }
        boolean overruled = decision != null && decision.kind() == Decision.Kind.BILL;
        RuleAt rule = rules.firstFor(part, overruled);
        if (rule == null) {
            hold(part);
            return;
        }
        Part priced = part.priced(run.pricer().price(rule.rule(), entry));
        Part counted = run.counting().count(priced, rule.rule());
        rules.give(rule, writtenDown(counted, decision, rule.rule()));
    }

    private void hold(Part part) {
        Project project = part.entry().origin().project();
        if (project.fixedFee() && rules.anyFor(part) != null) {
            String words = project.name() + " has a fixed fee in Harvest, and no rule of the agreement names it";
            run.outcome().drop(part, Bucket.HELD, Reason.FIXED_FEE_PROJECT, words, null);
        } else {
            run.outcome().drop(part, Bucket.HELD, Reason.NO_RULE, "no rule of the agreement takes it", null);
        }
    }

    private Part writtenDown(Part part, @Nullable Decision decision, Rule rule) {
        if (decision == null || decision.kind() != Decision.Kind.WRITE_DOWN) {
            return part;
        }
        Part kept = part.firstOf(part.billed().min(requireNonNull(decision.hours())));
        Part rest = part.without(kept);
        if (!rest.hours().isZero() || !rest.billed().isZero()) {
            run.outcome().drop(rest, Bucket.WRITTEN_OFF, Reason.DECIDED, decision.words(), rule);
        }
        return kept;
    }

    private void noticeShrunk(TimeEntry entry, Standing standing) {
        if (standing.settled().compareTo(entry.hours()) > 0) {
            run.outcome()
                    .notices
                    .add(new Notice(
                            "time entry " + entry.id(),
                            "has " + entry.hours() + " now, but " + standing.settled() + " were settled"));
        }
    }
}
