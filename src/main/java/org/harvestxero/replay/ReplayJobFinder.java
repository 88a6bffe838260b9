package org.harvestxero.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.api.DecisionException;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.comparison.PastPeriods;
import org.harvestxero.comparison.ReplayReport.Left;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.replay.PastWork.Client;
import org.harvestxero.store.billing.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clients to replay, each with its agreement and the periods that are over; the others are left out with the reason.
 */
final class ReplayJobFinder {
    private final ReplayService.Needs needs;

    ReplayJobFinder(ReplayService.Needs needs) {
        this.needs = needs;
    }

    List<AgreementVersion> versions(@Nullable String wanted, List<Client> clients) {
        List<AgreementVersion> all = needs.agreements().get();
        if (wanted == null) {
            return all;
        }
        List<AgreementVersion> found = all.stream()
                .filter(version -> version.client().equalsIgnoreCase(wanted)
                        || clients.stream()
                                .filter(client -> client.named().isMeantBy(wanted))
                                .anyMatch(client -> client.named().isCalled(version.client())))
                .toList();
        if (found.isEmpty()) {
            throw new DecisionException("There is no agreement for \"" + wanted + "\""
                    + (all.isEmpty()
                            ? ": write one in agreements/ first; a plain client needs five lines."
                            : "; there are agreements for "
                                    + all.stream()
                                            .map(AgreementVersion::client)
                                            .sorted()
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
        return found;
    }

    Optional<ReplayJob> job(AgreementVersion version, List<Client> clients, int periods, List<Left> left) {
        List<Client> called = clients.stream()
                .filter(client -> client.named().isCalled(version.client()))
                .toList();
        if (called.size() != 1) {
            left.add(new Left(
                    version.client(),
                    called.isEmpty()
                            ? "Harvest has no client called so: see `harvest-xero bill --check`"
                            : "Harvest has " + called.size() + " clients called so: name it by its id in "
                                    + version.file()));
            return Optional.empty();
        }
        Client client = called.get(0);
        if (client.currency() == null) {
            left.add(new Left(client.named().name(), "Harvest does not say in which currency the client is billed"));
            return Optional.empty();
        }
        Agreement written = version.in(client.currency());
        LocalDate today = LocalDate.ofInstant(
                needs.clock().instant(), written.calendar().dates().zone());
        Optional<Agreement> held = PastPeriods.held(written, today, periods);
        List<DuePeriod> closed = held.map(agreement -> PastPeriods.closed(agreement.calendar(), today))
                .orElse(List.of());
        if (held.isEmpty() || closed.stream().allMatch(DuePeriod::isOpening)) {
            left.add(new Left(
                    client.named().name(),
                    held.isEmpty() ? "its agreement ended before" : "no period of its agreement is over yet"));
            return Optional.empty();
        }
        return Optional.of(new ReplayJob(client, client.currency(), held.get(), closed, Map.of()));
    }

    Optional<ReplayJob> shadowed(long id, Map<String, StoredRun> runs, List<Client> clients, List<Left> left) {
        StoredRun last = runs.values().stream()
                .max(Comparator.comparingLong(StoredRun::id))
                .orElseThrow();
        Currency currency = Currency.getInstance(last.run().currency());
        Optional<Client> client =
                clients.stream().filter(each -> each.named().id() == id).findFirst();
        Optional<Agreement> agreement = needs.stored().find(last.run().agreementHash(), currency);
        if (client.isEmpty() || agreement.isEmpty()) {
            left.add(new Left(
                    last.run().clientName(),
                    client.isEmpty() ? "Harvest has this client no more" : "its agreement is not kept"));
            return Optional.empty();
        }
        List<DuePeriod> periods = new ArrayList<>();
        runs.keySet()
                .forEach(label -> agreement
                        .get()
                        .calendar()
                        .named(label)
                        .ifPresentOrElse(
                                periods::add,
                                () -> left.add(new Left(
                                        last.run().clientName(),
                                        "the agreement's calendar has changed, so " + label
                                                + " is no period of it any more"))));
        return periods.stream().allMatch(DuePeriod::isOpening)
                ? Optional.empty()
                : Optional.of(new ReplayJob(client.get(), currency, agreement.get(), periods, runs));
    }
}
