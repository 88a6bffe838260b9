package org.harvestxero.recheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.Expense;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Origin;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.TimeEntry;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.EntryState;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.billing.WorkKind;

/**
 * How an entry or expense differs from what was billed.
 *
 * @param draft the latest invoice it is on; empty when it was covered or written off
 * @param parts what it added to that invoice's lines
 */
record WorkDrift(EntryState state, Optional<StoredDraft> draft, List<LineSource> parts) {
    static WorkDrift of(ConnectionStore store, EntryState state) {
        Optional<StoredDraft> draft = store
                .billing()
                .drafts()
                .ofSource(state.work().kind(), state.work().id())
                .stream()
                .filter(each -> each.state().holdsItsWork())
                .reduce((first, last) -> last);
        List<LineSource> parts = draft.map(each -> each.content().lines().stream()
                        .flatMap(line -> line.sources().stream())
                        .filter(source -> source.source().id() == state.work().id()
                                && WorkKind.of(source.source().kind())
                                        == state.work().kind())
                        .toList())
                .orElse(List.of());
        return new WorkDrift(state, draft, parts);
    }

    String name() {
        return (state.work().kind() == WorkKind.EXPENSE ? "Expense " : "Time entry ")
                + state.work().id() + " of " + state.spentDate();
    }

    /** Such as {@code INV-7}, or what became of it where it is on none. */
    String invoice() {
        return draft.map(each -> each.number() == null ? "draft " + PublicIds.draft(each.id()) : each.number())
                .orElse("no invoice (" + state.state().code() + ")");
    }

    /** Such as {@code 2.00 h for 200.00 USD were billed}. */
    String wasBilled() {
        String hours =
                state.work().kind() == WorkKind.EXPENSE ? "" : state.settled() + (parts.isEmpty() ? "" : " for ");
        return hours + amount().map(Money::toString).orElse("") + " was "
                + state.state().code();
    }

    String inWords(TimeEntry now) {
        List<String> words = new ArrayList<>();
        if (!now.hours().equals(state.settled())) {
            words.add(state.settled() + " → " + now.hours());
        }
        common(now.origin(), now.status(), now.spentDate().toString(), words);
        Hours was = parts.stream().map(LineSource::hours).reduce(Hours.ZERO, Hours::plus);
        Rate rate = now.billableRate();
        if (words.isEmpty() && rate != null) {
            words.add("Harvest's price is " + rate + " now");
        }
        amount().ifPresent(billed -> words.add(billed + " was billed for " + was
                + (rate == null ? "" : "; it is worth " + rate.amountRoundedHalfUp(now.hours()) + " in Harvest now")));
        return String.join("; ", words);
    }

    String inWords(Expense now) {
        List<String> words = new ArrayList<>();
        common(now.origin(), now.status(), now.spentDate().toString(), words);
        words.add("it costs " + now.cost() + " now"
                + amount().map(billed -> "; " + billed + " was billed").orElse(""));
        return String.join("; ", words);
    }

    private void common(Origin now, TimeEntry.Status status, String day, List<String> words) {
        if (!state.spentDate().toString().equals(day)) {
            words.add("day " + state.spentDate() + " → " + day);
        }
        parts.stream().findFirst().map(part -> part.source().origin()).ifPresent(was -> {
            change("client", was.client().name(), now.client().name(), words);
            change("project", was.project().name(), now.project().name(), words);
            change("task", was.kind().name(), now.kind().name(), words);
            change("person", was.person().name(), now.person().name(), words);
        });
        if (!status.billable()) {
            words.add("it is marked non-billable now");
        }
    }

    private static void change(String what, String was, String is, List<String> words) {
        if (!was.equals(is)) {
            words.add(what + " " + was + " → " + is);
        }
    }

    private Optional<Money> amount() {
        return parts.stream().map(LineSource::amount).reduce(Money::plus);
    }
}
