package org.harvestxero.copy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.WorkLog;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.connection.RunTable;
import org.harvestxero.store.copy.AuditPages;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Shows what the tables hold of runs and of the audit. */
public final class DefaultWorkLog implements WorkLog {
    private static final int MOST_OF_NUMBER = 100;

    private final ConnectionStore store;

    public DefaultWorkLog(ConnectionStore store) {
        this.store = store;
    }

    @Override
    public List<Run> runs(@Nullable String kind, long before, int most) {
        List<RunTable.Stored> runs = kind == null
                ? store.workLog().runs().latest(before, most)
                : store.workLog().runs().latest(kind, before, most);
        return runs.stream().map(DefaultWorkLog::run).toList();
    }

    private static Run run(RunTable.Stored stored) {
        RunTable.Run run = stored.run();
        return new Run(
                stored.id(),
                run.kind(),
                new Span(
                        run.span().began(),
                        run.span().ended(),
                        Duration.ofMillis(run.span().took())),
                run.actor(),
                new CycleReport.Calls(run.calls().harvest(), run.calls().xero()),
                run.outcome().done(),
                run.outcome().failed(),
                run.outcome().words(),
                run.outcome().trouble(),
                stored.times());
    }

    @Override
    public Trail audit(AuditFilter wanted, long before, int most) {
        AuditPages.Page page = store.workLog()
                .audit()
                .find(
                        new AuditPages.Wanted(
                                wanted.who(),
                                wanted.what(),
                                wanted.about(),
                                sources(wanted.about()),
                                wanted.from(),
                                wanted.to()),
                        before,
                        most);
        Map<Kind, Map<Long, String>> numbers = numbers(page.events());
        return new Trail(
                page.events().stream().map(event -> event(event, numbers)).toList(), page.next());
    }

    /** Harvest's invoices of that number. */
    private List<Long> sources(@Nullable String number) {
        return number == null
                ? List.of()
                : store.documents().ofNumber(Kind.INVOICE, number).stream()
                        .map(SourceDocument::sourceId)
                        .limit(MOST_OF_NUMBER)
                        .toList();
    }

    private Map<Kind, Map<Long, String>> numbers(List<AuditPages.Event> events) {
        Map<Kind, Set<Long>> ids = new EnumMap<>(Kind.class);
        for (AuditPages.Event event : events) {
            Kind kind = event.kind();
            Long id = event.sourceId();
            if (kind != null && id != null && id > 0) {
                ids.computeIfAbsent(named(kind), first -> new TreeSet<>()).add(id);
            }
        }
        Map<Kind, Map<Long, String>> numbers = new HashMap<>();
        ids.forEach((kind, of) -> numbers.put(kind, store.documents().numbers(kind, of)));
        return numbers;
    }

    /** The kind of document whose number people know it by. */
    private static Kind named(Kind kind) {
        return switch (kind) {
            case CREDIT_NOTE, PAYMENT_BACK, MAIL -> Kind.INVOICE;
            case CONTACT -> Kind.CLIENT;
            default -> kind;
        };
    }

    private static Event event(AuditPages.Event event, Map<Kind, Map<Long, String>> numbers) {
        Kind kind = event.kind();
        return new Event(
                event.id(),
                event.told().at(),
                event.told().actor(),
                event.told().event(),
                kind == null ? null : kind.code(),
                number(kind, event.sourceId(), numbers),
                event.told().detail());
    }

    private static @Nullable String number(
            @Nullable Kind kind, @Nullable Long id, Map<Kind, Map<Long, String>> numbers) {
        if (kind == null || id == null) {
            return null;
        }
        if (kind == Kind.DRAFT || id < 0) {
            return PublicIds.draft(Math.abs(id));
        }
        return numbers.getOrDefault(named(kind), Map.of()).get(id);
    }
}
