package org.harvestxero.finalize.mirror;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.harvest.ImportableWork.Span;
import org.jspecify.annotations.Nullable;

/** The tracked work on a draft: what of it Harvest's invoice must take, exactly. */
final class MirrorWork {
    private final Map<Source.Kind, Map<Long, Hours>> sources = new HashMap<>();
    private final Set<Long> projects = new TreeSet<>();
    private final Map<Source.Kind, Span> spans = new HashMap<>();

    MirrorWork(Draft draft) {
        draft.lines().stream().flatMap(line -> line.sources().stream()).forEach(this::add);
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

    /** The hours of each by Harvest's id. */
    Map<Long, Hours> of(Source.Kind kind) {
        return sources.getOrDefault(kind, Map.of());
    }
}
