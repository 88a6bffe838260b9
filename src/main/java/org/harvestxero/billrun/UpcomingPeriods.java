package org.harvestxero.billrun;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.harvestxero.api.BillingDates;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BillingRunTable;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** When whom is billed next, by agreements and what is known as billed. Looked up once a minute at most, however often it is asked. */
public final class UpcomingPeriods implements BillingDates {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final ConnectionStore store;
    private final ActiveAgreements activeAgreements;
    private final @Nullable LocalDate since;
    private final LongSupplier nanos;
    private @Nullable Seen seen;

    /**
     * @param since periods whose invoice would be dated before are left to whoever billed them; null for none
     * @param nanos a monotonic clock
     */
    public UpcomingPeriods(
            ConnectionStore store, ActiveAgreements activeAgreements, @Nullable LocalDate since, LongSupplier nanos) {
        this.store = store;
        this.activeAgreements = activeAgreements;
        this.since = since;
        this.nanos = nanos;
    }

    private record Seen(List<Next> next, long at) {}

    @Override
    public synchronized List<Next> next() {
        Seen before = seen;
        if (before != null && nanos.getAsLong() - before.at() < KEPT.toNanos()) {
            return before.next();
        }
        List<Next> next = look();
        seen = new Seen(next, nanos.getAsLong());
        return next;
    }

    private List<Next> look() {
        List<Next> next = new ArrayList<>();
        List<AgreementVersion> versions = activeAgreements.refresh();
        if (versions.isEmpty()) {
            return List.of();
        }
        KnownClients clients = new KnownClients(store);
        Set<BillingRunTable.Billed> billed =
                Set.copyOf(store.billing().billingRuns().periods());
        for (AgreementVersion version : versions) {
            List<SourceDocument> called = clients.called(version.client());
            if (called.size() == 1 && !version.isShadow()) {
                first(version, called.get(0), billed).ifPresent(next::add);
            }
        }
        return List.copyOf(next);
    }

    /** Empty where the agreement has ended, or the bill run will say what is wrong with it. */
    private Optional<Next> first(AgreementVersion version, SourceDocument called, Set<BillingRunTable.Billed> billed) {
        Named client = KnownClients.named(called);
        Optional<Currency> currency = KnownClients.currency(called);
        if (currency.isEmpty()) {
            return Optional.empty();
        }
        try {
            return version.in(currency.get())
                    .calendar()
                    .firstNot(period -> isPassed(client, period, billed))
                    .map(period -> new Next(client.name(), period.label(), period.billableFrom()));
        } catch (IllegalArgumentException | ArithmeticException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private boolean isPassed(Named client, DuePeriod period, Set<BillingRunTable.Billed> billed) {
        return billed.contains(new BillingRunTable.Billed(client.id(), period.label()))
                || (since != null && period.issueDate().isBefore(since));
    }
}
