package org.harvestxero.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Answers what it was told to, and remembers what it was asked. */
public final class FakeReconciliations implements Reconciliations {
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    public volatile Answer answer = new Answer(null, new CycleReport.Calls(0, 0), List.of());
    public volatile List<Day> days = List.of();
    public volatile Vitals.Reconciled last;

    @Override
    public Answer reconcile(ReconcileRequest request, String who) {
        asked.add(request.asOf() + " " + request.client() + " by " + who);
        return answer;
    }

    @Override
    public List<Day> history(int wanted) {
        asked.add("history " + wanted);
        return days;
    }

    @Override
    public Optional<Vitals.Reconciled> last() {
        return Optional.ofNullable(last);
    }
}
