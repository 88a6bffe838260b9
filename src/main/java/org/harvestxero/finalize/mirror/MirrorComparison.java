package org.harvestxero.finalize.mirror;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.harvest.HarvestInvoiceJson;
import org.harvestxero.harvest.HarvestInvoiceJson.WantedLine;
import org.harvestxero.harvest.ImportableWork;
import org.harvestxero.harvest.ImportableWork.Span;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.SourceInvoice;
import org.jspecify.annotations.Nullable;

/** Holds Harvest's side against the draft: the work it would take, the work it took, and the invoice it made. Pure. */
final class MirrorComparison {
    private MirrorComparison() {}

    /** What keeps Harvest from making exactly this draft's invoice, in words; null when nothing does. */
    static @Nullable String misfit(MirrorWork work, ListedWork unbilled) {
        String time = misfit(work, Source.Kind.TIME_ENTRY, unbilled.time());
        return time != null ? time : misfit(work, Source.Kind.EXPENSE, unbilled.expenses());
    }

    /**
     * What keeps Harvest's import from taking exactly this draft's work, in words; null when nothing does (ruling 20).
     *
     * @param unbilled of any clients; what an import of the draft wouldn't touch is passed over
     */
    static @Nullable String misfit(MirrorWork billed, Source.Kind kind, List<ImportableWork> unbilled) {
        Map<Long, Hours> own = billed.of(kind);
        Span span = billed.span(kind);
        if (span == null) {
            return null;
        }
        Set<Long> missing = new HashSet<>(own.keySet());
        List<Long> others = new ArrayList<>();
        for (ImportableWork work : unbilled) {
            if (!work.billable() || !billed.projects().contains(work.project()) || !contains(span, work.spentDate())) {
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
    static @Nullable String taken(MirrorWork work, Source.Kind kind, List<ImportableWork> billed, long mirror) {
        Set<Long> taken = new HashSet<>();
        for (ImportableWork listed : billed) {
            Long on = listed.invoice();
            if (on != null && on == mirror) {
                taken.add(listed.id());
            }
        }
        Set<Long> own = work.of(kind).keySet();
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

    /** Where lines or amounts before tax differ, in words; null when they are the same. */
    static @Nullable String difference(SourceInvoice shown, FinalizedInvoice billed, List<WantedLine> wanted) {
        if (!HarvestInvoiceJson.isEqual(shown.lines(), wanted)) {
            return "Harvest made other lines of it";
        }
        BigDecimal subtotal = shown.amount().subtract(shown.taxAmount()).subtract(shown.tax2Amount());
        return shown.discountAmount().signum() != 0 || subtotal.compareTo(billed.subtotal()) != 0
                ? "Harvest comes to " + shown.amount() + " where " + billed.subtotal() + " before tax is billed"
                : null;
    }
}
