package org.harvestxero.billrun;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Header;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.store.billing.MarkTable.Unmarked;
import org.jspecify.annotations.Nullable;

/** Looks at a year of work that Harvest shows as unbilled: which of it is billed here, and why the rest is billed nowhere. */
public final class UnbilledWorkQuery {
    static final String HEADER = "unbilled";
    /** As much as Harvest's report takes at once. */
    private static final int DAYS = 365;

    private final ConnectionStore store;
    private final ActiveAgreements activeAgreements;
    private final Supplier<ZoneId> zone;
    private final @Nullable LocalDate since;
    private final Clock clock;

    /**
     * @param zone what "today" means
     * @param since periods dated before are left to others; null for none
     */
    public UnbilledWorkQuery(
            ConnectionStore store,
            ActiveAgreements activeAgreements,
            Supplier<ZoneId> zone,
            @Nullable LocalDate since,
            Clock clock) {
        this.store = store;
        this.activeAgreements = activeAgreements;
        this.zone = zone;
        this.since = since;
        this.clock = clock;
    }

    /** Begins a search of the year that ends today. */
    public UnbilledWorkRun begin() {
        List<AgreementVersion> inForce = activeAgreements.refresh();
        LocalDate today = clock.instant().atZone(zone.get()).toLocalDate();
        UnbilledWorkRun round = new UnbilledWorkRun(
                today.minusDays(DAYS - 1L),
                today,
                new UnbilledReasons(store, inForce, since, clock.instant()),
                freeForm(today.minusDays(DAYS - 1L)));
        activeAgreements.refused().stream()
                .map(AgreementRefusedException::getMessage)
                .map(words -> "Not used as it stands: agreements/" + words + ".")
                .forEach(round::note);
        return round;
    }

    /** What stands on mirrors made of lines and waits for a mark in Harvest. */
    private Set<Work> freeForm(LocalDate from) {
        return store.billing().marks().open(from).stream()
                .filter(Unmarked::freeForm)
                .map(Unmarked::work)
                .collect(Collectors.toSet());
    }

    /** The lists to read, in this order. */
    public List<HarvestListRequest> lists(@Header(HEADER) UnbilledWorkRun round) {
        Stream<HarvestListRequest> spans = Stream.of(
                HarvestListRequest.of("/time_entries").with("is_billed", "false"),
                HarvestListRequest.of("/expenses").with("is_billed", "false"),
                HarvestListRequest.of("/reports/uninvoiced").with("include_fixed_fee", "false"));
        return Stream.concat(
                        Stream.of(HarvestListRequest.of("/clients"), HarvestListRequest.of("/projects")),
                        spans.map(list -> list.with("from", round.from().toString())
                                .with("to", round.to().toString())))
                .toList();
    }

    /** Takes one page of any of them. */
    public void page(HarvestPage page, @Header(HEADER) UnbilledWorkRun round) {
        round.take(page);
    }
}
