package org.harvestxero.journal;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.api.MonthEnd.Entry;
import org.harvestxero.api.MonthEnd.Explained;
import org.harvestxero.api.MonthEnd.Part;
import org.harvestxero.api.MonthEnd.Version;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.JournalPiece;
import org.harvestxero.monthend.PieceJournal.Placed;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.journal.JournalSourceTable;
import org.harvestxero.store.journal.JournalTable.Kept;
import org.jspecify.annotations.Nullable;

/** Walks from the journals of a month down to what the latest of them was made of. */
final class JournalExplanation {
    /** A sum of fewer would tell what somebody earns. */
    private static final int PEOPLE_IN_A_SUM = 2;

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
        TreeSet<Coding> codings = new TreeSet<>(booked.keySet());
        codings.addAll(entries.keySet());
        codings.addAll(pieces.keySet());
        return Optional.of(new Explained(
                month,
                kind,
                versions.get(0).figures().currency(),
                versions.stream().map(JournalExplanation::version).toList(),
                codings.stream()
                        .map(coding -> part(
                                coding,
                                booked.getOrDefault(coding, BigDecimal.ZERO),
                                entries.getOrDefault(coding, List.of()),
                                pieces.getOrDefault(coding, List.of())))
                        .toList()));
    }

    private static Version version(Kept kept) {
        return new Version(
                JournalBooker.document(kept, JournalNarration.title(kept.mark())),
                kept.progress().state().code(),
                kept.figures().total(),
                kept.created());
    }

    private Part part(
            Coding coding, BigDecimal booked, List<JournalSourceTable.Entry> entries, List<JournalPiece> pieces) {
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
                isShown(entries) ? exact : null,
                entries.stream().map(this::entry).toList(),
                pieces);
    }

    private boolean isShown(List<JournalSourceTable.Entry> entries) {
        return withRates
                || entries.isEmpty()
                || entries.stream()
                                .map(entry -> entry.subject().person())
                                .distinct()
                                .count()
                        >= PEOPLE_IN_A_SUM;
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
