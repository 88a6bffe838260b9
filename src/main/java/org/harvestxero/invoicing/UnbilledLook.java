package org.harvestxero.invoicing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Header;
import org.harvestxero.agreements.AgreementRefusedException;
import org.harvestxero.agreements.AgreementVersion;
import org.harvestxero.harvest.HarvestListing;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/** Looks at a year of work that Harvest shows as unbilled: which of it is billed here, and why the rest is billed nowhere. */
public final class UnbilledLook {
    static final String HEADER = "unbilled";
    /** As much as Harvest's report takes at once. */
    private static final int DAYS = 365;

    private final String connection;
    private final Ledger ledger;
    private final Agreements agreements;
    private final Supplier<ZoneId> zone;
    private final @Nullable LocalDate since;
    private final Clock clock;

    /**
     * @param zone what "today" means
     * @param since periods dated before are left to others; null for none
     */
    UnbilledLook(
            String connection,
            Ledger ledger,
            Agreements agreements,
            Supplier<ZoneId> zone,
            @Nullable LocalDate since,
            Clock clock) {
        this.connection = connection;
        this.ledger = ledger;
        this.agreements = agreements;
        this.zone = zone;
        this.since = since;
        this.clock = clock;
    }

    /** Begins a look at the year that ends today. */
    public UnbilledRound begin() {
        List<AgreementVersion> inForce = agreements.refresh();
        LocalDate today = clock.instant().atZone(zone.get()).toLocalDate();
        UnbilledRound round = new UnbilledRound(
                today.minusDays(DAYS - 1L),
                today,
                new WhyUnbilled(connection, ledger, inForce, since, clock.instant()));
        agreements.refused().stream()
                .map(AgreementRefusedException::getMessage)
                .map(words -> "Not used as it stands: agreements/" + words + ".")
                .forEach(round::note);
        return round;
    }

    /** The lists to read, in this order. */
    public List<HarvestListing> lists(@Header(HEADER) UnbilledRound round) {
        Stream<HarvestListing> spans = Stream.of(
                HarvestListing.of("/time_entries").with("is_billed", "false"),
                HarvestListing.of("/expenses").with("is_billed", "false"),
                HarvestListing.of("/reports/uninvoiced").with("include_fixed_fee", "false"));
        return Stream.concat(
                        Stream.of(HarvestListing.of("/clients"), HarvestListing.of("/projects")),
                        spans.map(list -> list.with("from", round.from().toString())
                                .with("to", round.to().toString())))
                .toList();
    }

    /** Takes one page of any of them. */
    public void page(HarvestPage page, @Header(HEADER) UnbilledRound round) {
        round.take(page);
    }
}
