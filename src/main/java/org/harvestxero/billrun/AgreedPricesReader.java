package org.harvestxero.billrun;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.worth.AgreedPrices;
import org.harvestxero.worth.BaseRates;
import org.harvestxero.worth.UnbilledPiece;
import org.harvestxero.worth.UnbilledWork;
import org.jspecify.annotations.Nullable;

/**
 * Reckons unbilled work as the next bill runs would, client by client, and stores nothing. What goes wrong with one client is told, and
 * the others go on.
 */
public final class AgreedPricesReader implements AgreedPrices {
    /** Older work that no bill of ours met is not looked for. */
    private static final int YEARS_BACK = 1;

    private final Needs needs;

    public AgreedPricesReader(Needs needs) {
        this.needs = needs;
    }

    /**
     * @param harvest gives all elements of a list
     * @param since periods dated before are left to others; null for none
     */
    public record Needs(
            ConnectionStore store,
            Function<HarvestListRequest, List<HarvestElement>> harvest,
            ActiveAgreements agreements,
            @Nullable LocalDate since,
            BaseRates rates,
            Clock clock) {}

    @Override
    public UnbilledWork unbilledAt(LocalDate day) {
        List<AgreementVersion> inForce = needs.agreements().refresh();
        List<String> notes = new ArrayList<>();
        needs.agreements().refused().stream()
                .map(AgreementRefusedException::getMessage)
                .map(words -> "Not used as it stands: agreements/" + words + ".")
                .forEach(notes::add);
        OpenWork.Clients clients = OpenWork.clients(needs.harvest());
        Map<Long, ClientTerms> terms = terms(inForce, clients, day, notes);
        OpenWork work = OpenWork.read(needs.harvest(), clients, from(day, terms.keySet()), day, client -> {
            ClientTerms of = terms.get(client);
            return of != null && of.billsNonBillable();
        });
        List<UnbilledPiece> pieces = new ArrayList<>();
        for (UnbilledClient client : clients.all()) {
            pieces.addAll(pieces(client, terms.get(client.named().id()), work, day, notes));
        }
        notes.addAll(work.notes());
        return UnbilledWork.of(day, pieces, notes, needs.rates());
    }

    private List<UnbilledPiece> pieces(
            UnbilledClient client, @Nullable ClientTerms terms, OpenWork work, LocalDate day, List<String> notes) {
        try {
            return new ClientWorth(
                            needs.store(),
                            client.named(),
                            day,
                            needs.agreements().zone())
                    .pieces(terms, work);
        } catch (IllegalArgumentException | ArithmeticException | IllegalStateException e) {
            DatabaseTrouble.throwOn(e);
            notes.add(
                    "Left out: " + client.named().name() + ", whose work can't be reckoned (" + e.getMessage() + ").");
            return List.of();
        }
    }

    /** Of each client that is billed here by an agreement. */
    private Map<Long, ClientTerms> terms(
            List<AgreementVersion> inForce, OpenWork.Clients clients, LocalDate day, List<String> notes) {
        Map<Long, ClientTerms> terms = new HashMap<>();
        for (AgreementVersion version : inForce) {
            List<UnbilledClient> called = clients.all().stream()
                    .filter(client -> client.named().isCalled(version.client()))
                    .toList();
            if (called.size() != 1) {
                notes.add("Not used: agreements/" + version.file() + ", since Harvest has "
                        + (called.isEmpty() ? "no client" : called.size() + " clients") + " called "
                        + version.client() + ".");
            } else if (!version.isShadow()) {
                UnbilledClient client = called.get(0);
                try {
                    terms.putIfAbsent(client.named().id(), terms(version, client, day));
                } catch (IllegalArgumentException | ArithmeticException | IllegalStateException e) {
                    DatabaseTrouble.throwOn(e);
                    notes.add("Not used: agreements/" + version.file() + " (" + e.getMessage() + ").");
                }
            }
        }
        return terms;
    }

    private ClientTerms terms(AgreementVersion version, UnbilledClient client, LocalDate day) {
        Agreement agreement = version.in(client.currency());
        List<DuePeriod> begun = ClientTerms.begun(agreement, day);
        Optional<DuePeriod> last =
                begun.stream().filter(period -> !period.isOpening()).reduce((one, other) -> other);
        PeriodSelection selection = new PeriodSelection(needs.store(), needs.since(), needs.clock());
        LocalDate floor = last.map(period -> selection.floor(client.named(), agreement, List.of(period)))
                .orElse(agreement.calendar().term().start());
        return new ClientTerms(agreement, client.currency(), needs.since(), floor);
    }

    /** A year back, or as far as there is work that our bills left open. */
    private LocalDate from(LocalDate day, Set<Long> clients) {
        LocalDate usual = day.minusYears(YEARS_BACK).plusDays(1);
        return clients.stream()
                .flatMap(client -> needs.store().billing().entryStates().oldestUnsettled(client).stream())
                .filter(oldest -> oldest.isBefore(usual))
                .min(LocalDate::compareTo)
                .orElse(usual);
    }
}
