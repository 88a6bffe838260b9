package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.terms.Rule;
import org.jspecify.annotations.Nullable;

/** Collects what a run decides, before lines are made of it. */
final class Outcome {
    final List<TimeCharge> timeCharges = new ArrayList<>();
    final List<FlatCharge> flatCharges = new ArrayList<>();
    final List<ExpenseCharge> expenseCharges = new ArrayList<>();
    final List<NotBilled> notBilled = new ArrayList<>();
    final List<Movement> movements = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();

    /** The least each rule charges in a period with any work. */
    final Map<RuleAt, Money> minimums = new LinkedHashMap<>();

    /** What was taken off amounts that no entry accounts for, by rule; below zero. */
    final Map<String, Money> offFees = new LinkedHashMap<>();

    void drop(Part part, Bucket bucket, Reason reason, String words, @Nullable Rule rule) {
        notBilled.add(new NotBilled(
                part.source(),
                part.hours(),
                part.worth(),
                bucket,
                reason,
                words,
                rule == null ? "" : rule.name(),
                bucket.isSettled() ? null : part.overageOf()));
    }
}
