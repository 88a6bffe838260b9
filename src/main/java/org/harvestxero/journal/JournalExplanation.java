package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.harvestxero.api.MonthEnd.Entry;
import org.harvestxero.api.MonthEnd.Explained;
import org.harvestxero.api.MonthEnd.Part;
import org.harvestxero.api.MonthEnd.Version;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalLine;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.monthend.PayVeil;
import org.harvestxero.monthend.PieceJournal.Placed;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.journal.JournalSourceTable;
import org.harvestxero.store.journal.JournalTable.Kept;
import org.jspecify.annotations.Nullable;

/** Walks from the journals of a month down to what the latest of them was made of. */
final class JournalExplanation {
    private final ConnectionStore store;
    private final boolean withRates;

    /** @param withRates whether cost rates, which are pay, are shown */
    JournalExplanation(ConnectionStore store, boolean withRates) {
        this.store = store;
        this.withRates = withRates;
    }

    Optional<Explained> of(YearMonth month, JournalKind kind) {
        List<Kept> versions = store.monthEnd().journal().journals().of(month, kind);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        boolean open = withRates || !kind.isPay();
        PayVeil totals = open ? PayVeil.NONE : overVersions(versions);
        return Optional.of(new Explained(
                month,
                kind,
                versions.get(0).figures().currency(),
                versions.stream().map(kept -> version(kept, totals)).toList(),
                parts(versions, open)));
    }

    private List<Part> parts(List<Kept> versions, boolean open) {
        Map<Coding, BigDecimal> booked = new TreeMap<>();
        versions.stream()
                .filter(kept -> kept.progress().state().counts())
                .flatMap(kept -> store.monthEnd().journal().lines().of(kept.id()).stream())
                .forEach(line -> booked.merge(line.coding(), line.amount(), BigDecimal::add));
        long latest = versions.get(versions.size() - 1).id();
        Map<Coding, List<JournalSourceTable.Entry>> entries = store.monthEnd().journal().sources().of(latest).stream()
                .collect(Collectors.groupingBy(JournalSourceTable.Entry::coding, TreeMap::new, Collectors.toList()));
        Map<Coding, List<JournalPiece>> pieces = store.monthEnd().journal().pieces().of(latest).stream()
                .collect(Collectors.groupingBy(
                        Placed::coding, TreeMap::new, Collectors.mapping(Placed::piece, Collectors.toList())));
        entries.keySet().forEach(coding -> booked.putIfAbsent(coding, BigDecimal.ZERO));
        pieces.keySet().forEach(coding -> booked.putIfAbsent(coding, BigDecimal.ZERO));
        PayVeil veil = open ? PayVeil.NONE : overParts(versions, booked);
        return booked.entrySet().stream()
                .map(each -> part(
                        each.getKey(),
                        veil.shown(each.getKey(), each.getValue()),
                        entries.getOrDefault(each.getKey(), List.of()),
                        pieces.getOrDefault(each.getKey(), List.of())))
                .toList();
    }

    /**
     * The one credit is the total of the others. What is booked may be an earlier version's than what it is made of, if Xero refused the
     * latest one: then neither may tell what one person costs, nor may what one has more than the other.
     */
    private PayVeil overParts(List<Kept> versions, Map<Coding, BigDecimal> booked) {
        List<JournalLine> lines = booked.entrySet().stream()
                .map(each -> new JournalLine(each.getKey(), each.getValue()))
                .toList();
        Coding credit = lines.stream()
                .filter(line -> line.amount().signum() < 0)
                .min(Comparator.comparing(JournalLine::amount))
                .map(JournalLine::coding)
                .orElse(Coding.of(""));
        Kept last = versions.get(versions.size() - 1);
        CostPrivacy latest = ofVersion(last);
        PayVeil veil = latest.veil(lines, credit);
        Optional<Kept> counts = versions.stream()
                .filter(kept -> kept.progress().state().counts())
                .reduce((earlier, later) -> later);
        if (counts.isEmpty() || counts.get().id() == last.id()) {
            return veil;
        }
        CostPrivacy before = ofVersion(counts.get());
        return veil.and(before.veil(lines, credit)).and(latest.since(before).veilOfChanged(lines, credit));
    }

    private PayVeil overVersions(List<Kept> versions) {
        List<PayVeil.Sum> sums = new ArrayList<>();
        @Nullable CostPrivacy before = null;
        for (Kept kept : versions) {
            CostPrivacy now = ofVersion(kept);
            CostPrivacy change = before == null ? now : before.isUnknown() ? before : now.since(before);
            sums.add(new PayVeil.Sum(kept.id(), kept.figures().total(), change.everybody()));
            before = kept.progress().state().counts() ? now : before;
        }
        return PayVeil.over(sums);
    }

    private CostPrivacy ofVersion(Kept kept) {
        return CostPrivacy.kept(store.monthEnd().journal().sources().of(kept.id()));
    }

    private static Version version(Kept kept, PayVeil veil) {
        return new Version(
                JournalBooker.document(kept, JournalNarration.title(kept.mark())),
                kept.progress().state().code(),
                veil.shown(kept.id(), kept.figures().total()),
                kept.created());
    }

    private Part part(
            Coding coding,
            @Nullable BigDecimal booked,
            List<JournalSourceTable.Entry> entries,
            List<JournalPiece> pieces) {
        BigDecimal exact = pieces.stream()
                .map(piece -> piece.amount().exact())
                .reduce(
                        entries.stream()
                                .map(entry -> entry.hours().multiply(entry.rate()))
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        BigDecimal::add);
        return new Part(
                coding,
                booked,
                booked == null ? null : exact,
                entries.stream().map(this::entry).toList(),
                pieces);
    }

    private Entry entry(JournalSourceTable.Entry kept) {
        @Nullable BigDecimal rate = withRates ? kept.rate() : null;
        return new Entry(
                kept.id(),
                kept.day(),
                kept.subject().person(),
                kept.subject().project(),
                kept.subject().task(),
                kept.hours(),
                rate);
    }
}
