package org.harvestxero.billrun;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.harvestxero.api.BillingPeriods;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.harvest.HarvestClientView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BilledPeriods;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;

/** Clients and their periods: the calendars of agreements beside what runs made of them. */
public final class PeriodGrid implements BillingPeriods {
    private static final int AT_ONCE = 200;
    private static final int MOST_READ = 5_000;

    private final ConnectionStore store;
    private final ActiveAgreements activeAgreements;
    private final ClientRoster roster;
    private final @Nullable LocalDate since;
    private final Clock clock;

    /**
     * @param since periods whose invoice would be dated before are left to whoever billed them; null for none
     * @param nanos a monotonic clock
     */
    public PeriodGrid(
            ConnectionStore store,
            ActiveAgreements activeAgreements,
            @Nullable LocalDate since,
            Clock clock,
            LongSupplier nanos) {
        this.store = store;
        this.activeAgreements = activeAgreements;
        this.roster = new ClientRoster(store, nanos);
        this.since = since;
        this.clock = clock;
    }

    /** An agreement and whom it means. */
    private record Of(AgreementVersion version, List<ClientRoster.Client> called) {
        String name() {
            return called.size() == 1 ? called.get(0).named().name() : version.client();
        }

        /** Where it stands in the list. */
        String place() {
            return name().toLowerCase(Locale.ROOT) + "\u0000" + version.file();
        }
    }

    @Override
    public Grid grid(Question question) {
        List<AgreementVersion> versions = activeAgreements.refresh();
        String part = question.client().toLowerCase(Locale.ROOT);
        List<Of> wanted = versions.stream()
                .map(version -> new Of(version, roster.called(version.client())))
                .filter(each -> each.name().toLowerCase(Locale.ROOT).contains(part))
                .filter(each -> question.after() == null || each.place().compareTo(question.after()) > 0)
                .sorted(Comparator.comparing(Of::place))
                .limit(question.most() + 1L)
                .toList();
        List<Of> shown = wanted.subList(0, Math.min(question.most(), wanted.size()));
        return new Grid(
                rows(shown, question),
                wanted.size() > shown.size() ? shown.get(shown.size() - 1).place() : null,
                versions.size(),
                activeAgreements.refused().stream().map(PeriodGrid::refusal).toList());
    }

    private static Refusal refusal(AgreementRefusedException refused) {
        return new Refusal(refused.file(), refused.words());
    }

    private List<Row> rows(List<Of> shown, Question question) {
        Map<Long, List<BilledPeriods.Row>> billed = new HashMap<>();
        Set<Long> ids = new HashSet<>();
        shown.stream()
                .filter(each -> each.called().size() == 1)
                .forEach(each -> ids.add(each.called().get(0).named().id()));
        store.billing()
                .billedPeriods()
                .ofClients(ids, question.from().atDay(1), question.to().atEndOfMonth())
                .forEach(row -> billed.computeIfAbsent(row.clientId(), first -> new ArrayList<>())
                        .add(row));
        Set<Long> failed = new HashSet<>(store.failedRows().failedOf(Kind.BILLING));
        Instant now = clock.instant();
        return shown.stream()
                .map(each -> row(each, billed, failed, new ClientPeriods(question, since, now)))
                .toList();
    }

    private Row row(Of of, Map<Long, List<BilledPeriods.Row>> billed, Set<Long> failed, ClientPeriods periods) {
        String file = of.version().file();
        if (of.called().size() != 1) {
            return new Row(
                    0,
                    of.version().client(),
                    file,
                    of.called().isEmpty()
                            ? "Harvest has no client called so, as far as it was read."
                            : "Harvest has " + of.called().size() + " clients called so: name it by its id.",
                    List.of());
        }
        ClientRoster.Client client = of.called().get(0);
        long id = client.named().id();
        List<BilledPeriods.Row> runs = billed.getOrDefault(id, List.of());
        if (client.currency().isEmpty()) {
            String why = "Harvest does not say in which currency the client is billed.";
            return new Row(id, client.named().name(), file, why, periods.former(runs));
        }
        try {
            long failure = failed.contains(id) ? failureOf(id) : 0;
            return new Row(
                    id,
                    client.named().name(),
                    file,
                    "",
                    periods.of(of.version().in(client.currency().get()).calendar(), runs, failure));
        } catch (IllegalArgumentException | ArithmeticException | IllegalStateException e) {
            return new Row(
                    id, client.named().name(), file, "It can't be used: " + e.getMessage(), periods.former(runs));
        }
    }

    private long failureOf(long client) {
        return store.outbox().openOf(Kind.BILLING, client).stream()
                .mapToLong(row -> row.id())
                .findFirst()
                .orElse(0);
    }

    @Override
    public Others others(long after, int most) {
        List<AgreementVersion> versions = activeAgreements.refresh();
        Set<String> agreed = new HashSet<>();
        versions.forEach(version -> agreed.add(version.client()));
        List<Other> found = new ArrayList<>();
        long from = after;
        for (int read = 0; read < MOST_READ; read += AT_ONCE) {
            List<SourceDocument> page = store.documents().inState(Kind.CLIENT, DocumentState.CHANGED, from, AT_ONCE);
            for (SourceDocument document : page) {
                from = document.sourceId();
                other(document, agreed, found);
                if (found.size() == most) {
                    return new Others(found, from);
                }
            }
            if (page.size() < AT_ONCE) {
                return new Others(found, null);
            }
        }
        return new Others(found, from);
    }

    private static void other(SourceDocument document, Set<String> agreed, List<Other> found) {
        Other other = new Other(
                document.sourceId(),
                document.number() == null ? "" : document.number(),
                KnownClients.currency(document)
                        .map(each -> each.getCurrencyCode())
                        .orElse(""));
        boolean has = agreed.contains(other.client()) || agreed.contains(Long.toString(other.id()));
        if (!has
                && HarvestClientView.of(HarvestElement.parse(document.content()))
                        .active()) {
            found.add(other);
        }
    }
}
