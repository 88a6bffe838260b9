package org.harvestxero.finalize.mirror;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.harvest.HarvestInvoiceJson.Span;
import org.harvestxero.harvest.HarvestInvoiceJson.Work;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.jspecify.annotations.Nullable;

/** One draft on its way into Harvest: what of its work Harvest must take, and how far it came. */
final class MirrorAttempt {
    private final Map<Source.Kind, Map<Long, Hours>> sources = new HashMap<>();
    private final Set<Long> projects = new TreeSet<>();
    private final Map<Source.Kind, Span> spans = new HashMap<>();

    /** As last recorded. */
    StoredDraft draft;

    /** As Harvest last showed it; null before it was made or read. */
    @Nullable
    SourceInvoice invoice;

    /** Why it has to be taken back; null as long as it fits. */
    @Nullable
    String unfit;

    MirrorAttempt(StoredDraft draft) {
        this.draft = draft;
        Draft content = draft.content();
        for (DraftLine line : content.lines()) {
            line.sources().forEach(this::add);
        }
    }

    private void add(LineSource part) {
        Source source = part.source();
        sources.computeIfAbsent(source.kind(), kind -> new HashMap<>()).merge(source.id(), part.hours(), Hours::plus);
        projects.add(source.origin().project().id());
        LocalDate day = source.spentDate();
        spans.merge(
                source.kind(),
                new Span(day, day),
                (one, other) -> new Span(
                        one.from().isBefore(other.from()) ? one.from() : other.from(),
                        one.to().isAfter(other.to()) ? one.to() : other.to()));
    }

    Set<Long> projects() {
        return projects;
    }

    /** First and last day of its time, or of its expenses; null without any. */
    @Nullable
    Span span(Source.Kind kind) {
        return spans.get(kind);
    }

    boolean has(Source.Kind kind) {
        return sources.containsKey(kind);
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    /**
     * What keeps Harvest's import from taking exactly this draft's work, in words; null when nothing does (ruling 20).
     *
     * @param unbilled of any clients; what an import of the draft wouldn't touch is passed over
     */
    @Nullable
    String misfit(Source.Kind kind, List<Work> unbilled) {
        Map<Long, Hours> own = sources.get(kind);
        Span span = spans.get(kind);
        if (own == null || span == null) {
            return null;
        }
        Set<Long> missing = new HashSet<>(own.keySet());
        List<Long> others = new ArrayList<>();
        for (Work work : unbilled) {
            if (!work.billable() || !projects.contains(work.project()) || !contains(span, work.spentDate())) {
                continue;
            }
            Hours mine = own.get(work.id());
            missing.remove(work.id());
            if (work.running()) {
                return "a timer is running on one of its projects";
            }
            if (mine == null) {
                others.add(work.id());
            } else if (kind == Source.Kind.TIME_ENTRY && work.hours().compareTo(mine.toBigDecimal()) != 0) {
                return "only a part of time entry " + work.id() + " is on it";
            }
        }
        if (!missing.isEmpty()) {
            return "Harvest has no unbilled " + word(kind) + " " + first(missing) + " any more";
        }
        return others.isEmpty()
                ? null
                : "Harvest would also take " + word(kind) + " " + first(others)
                        + (others.size() == 1 ? "" : " and " + (others.size() - 1) + " more")
                        + ", which it doesn't bill";
    }

    /** What Harvest took too much or too little of; null when it took exactly the draft's work. */
    @Nullable
    String taken(Source.Kind kind, List<Work> billed, long mirror) {
        Set<Long> taken = new HashSet<>();
        for (Work work : billed) {
            Long on = work.invoice();
            if (on != null && on == mirror) {
                taken.add(work.id());
            }
        }
        Set<Long> own = sources.getOrDefault(kind, Map.of()).keySet();
        return taken.equals(own)
                ? null
                : "Harvest took " + taken.size() + (kind == Source.Kind.TIME_ENTRY ? " time entries" : " expenses")
                        + " where " + own.size() + " are billed";
    }

    private static boolean contains(Span span, LocalDate day) {
        return !day.isBefore(span.from()) && !day.isAfter(span.to());
    }

    private static long first(Iterable<Long> ids) {
        long first = Long.MAX_VALUE;
        for (long id : ids) {
            first = Math.min(first, id);
        }
        return first;
    }

    private static String word(Source.Kind kind) {
        return kind == Source.Kind.TIME_ENTRY ? "time entry" : "expense";
    }
}
