package org.harvestxero.review;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.Reviews;
import org.harvestxero.billing.engine.Bucket;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.variance.PeriodVariance;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.NotBilledTable;
import org.harvestxero.store.billing.PeriodTotals;
import org.harvestxero.store.billing.PeriodTotals.Place;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.AuditEventTable.AuditEvent;
import org.harvestxero.store.copy.Kind;

/** Tells of drafts what the database knows around them. */
final class StoredInsights implements DraftInsights {
    private static final int PERIODS = 12;

    private final ConnectionStore store;
    private final ReviewRoles roles;
    private final DraftViews views;
    private final Function<StoredDraft, Optional<Timesheet>> timesheets;

    StoredInsights(
            ConnectionStore store,
            ReviewRoles roles,
            DraftViews views,
            Function<StoredDraft, Optional<Timesheet>> timesheets) {
        this.store = store;
        this.roles = roles;
        this.views = views;
        this.timesheets = timesheets;
    }

    private Optional<StoredDraft> find(long id) {
        return store.billing().drafts().find(id);
    }

    @Override
    public Map<Long, Trend> trends(Collection<Long> ids) {
        List<Place> places = store.billing().periodTotals().places(ids);
        Map<Long, List<PeriodTotals.Past>> past = store.billing().periodTotals().past(places, PERIODS);
        Map<Long, BigDecimal> now = store.billing().periodTotals().now(places);
        Map<Long, Trend> trends = new HashMap<>();
        for (Place place : places) {
            List<Past> periods = new ArrayList<>();
            past.getOrDefault(place.draftId(), List.of())
                    .forEach(each -> periods.add(new Past(each.period(), each.total())));
            Collections.reverse(periods);
            trends.put(place.draftId(), new Trend(periods, now.getOrDefault(place.draftId(), BigDecimal.ZERO)));
        }
        return trends;
    }

    @Override
    public Variance variance(long id) {
        return store.billing().periodTotals().places(List.of(id)).stream()
                .findFirst()
                .map(this::variance)
                .orElse(Variance.NONE);
    }

    private Variance variance(Place place) {
        BigDecimal held = held(place.runId(), place.currency());
        List<PeriodTotals.Past> before =
                store.billing().periodTotals().past(List.of(place), 1).getOrDefault(place.draftId(), List.of());
        if (before.isEmpty()) {
            return new Variance(List.of(), held, BigDecimal.ZERO);
        }
        long runBefore = before.get(0).runId();
        boolean shadow = place.state() == DraftState.SHADOW;
        List<Draft> then =
                ofRun(runBefore, each -> isReleased(each.state()) || (shadow && each.state() == DraftState.SHADOW));
        List<Draft> now = ofRun(
                place.runId(),
                each -> each.id() == place.draftId() || each.state().holdsItsWork());
        return new Variance(
                PeriodVariance.causes(then, now, Currency.getInstance(place.currency())),
                held,
                held(runBefore, place.currency()));
    }

    private List<Draft> ofRun(long run, Predicate<StoredDraft> counts) {
        return store.billing().drafts().ofRun(run).stream()
                .filter(counts)
                .map(StoredDraft::content)
                .toList();
    }

    private static boolean isReleased(DraftState state) {
        return switch (state) {
            case APPROVED, MIRRORED, PLANNED, SENT, CREDITED -> true;
            case REVIEW, HELD, REJECTED, SHADOW -> false;
        };
    }

    /** What of the run waits for a person or for approval, at Harvest's prices. */
    private BigDecimal held(long run, String currency) {
        return store.billing().notBilled().ofRun(run).stream()
                .filter(row -> row.bucket() == Bucket.HELD)
                .filter(row -> row.source().currency().getCurrencyCode().equals(currency))
                .map(NotBilledTable.Row::worth)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public List<Step> steps(long id) {
        return find(id).map(this::steps).orElseGet(List::of);
    }

    private List<Step> steps(StoredDraft draft) {
        List<AuditEvent> said = said(draft);
        List<String> needed = views.steps(draft);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            String role = needed.get(i);
            AuditEvent yes = i < said.size() ? said.get(i) : null;
            String who = yes == null ? null : yes.actor();
            Instant at = yes == null ? null : yes.at();
            steps.add(new Step(role, roles.named(role), who, at));
        }
        return steps;
    }

    /** The yeses since the review began, or began again; those that are void are no longer among them. */
    private List<AuditEvent> said(StoredDraft draft) {
        List<AuditEvent> said = new ArrayList<>();
        for (AuditEvent event : store.audit().ofDocument(Kind.DRAFT, draft.id())) {
            switch (event.event()) {
                case "approved", "approved-step" -> said.add(event);
                case "edited", "edit-undone", "held", "released", "sent-back" -> said.clear();
                default -> {}
            }
        }
        return said;
    }

    @Override
    public List<Reviews.Event> happened(long id) {
        return views.history(id);
    }

    @Override
    public Optional<Timesheet> timesheet(long id) {
        return find(id).flatMap(timesheets);
    }

    @Override
    public Optional<LastChange> lastChange(long id) {
        return store.billing()
                .draftEdits()
                .last(id)
                .map(edit -> new LastChange(edit.by(), edit.at(), edit.words(), edit.isKept()));
    }

    @Override
    public List<Integer> origins(long id) {
        return find(id).filter(draft -> draft.original() != null)
                .map(views::origins)
                .orElseGet(List::of);
    }
}
