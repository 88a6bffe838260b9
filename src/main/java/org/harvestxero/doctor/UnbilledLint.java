package org.harvestxero.doctor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.billing.Named;
import org.harvestxero.billrun.ActiveAgreements.LastBill;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.harvest.Uninvoiced;

/**
 * Finds work that no agreement would bill: clients without one, projects without a price, agreements whose file is gone.
 */
final class UnbilledLint {
    private UnbilledLint() {}

    /**
     * What is worked on and billed by nobody, or can't be billed: clients without an agreement, projects without a price, clients whose
     * agreement has gone.
     *
     * @param uninvoiced Harvest's report, without fixed fees
     * @param billed clients that were billed here, with the file and the last period
     */
    static List<Finding> unbilled(
            List<AgreementVersion> agreements, List<Uninvoiced> uninvoiced, Collection<LastBill> billed) {
        List<LastBill> vanished = billed.stream()
                .filter(before -> hasNone(agreements, before.client()))
                .toList();
        Map<Named, List<Uninvoiced>> byClient = uninvoiced.stream()
                .sorted(Comparator.comparing(row -> row.client().name()))
                .collect(Collectors.groupingBy(Uninvoiced::client, LinkedHashMap::new, Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        byClient.forEach((client, rows) -> {
            boolean told = vanished.stream().anyMatch(before -> before.client().id() == client.id());
            if (!told && hasNone(agreements, client)) {
                findings.add(withoutAgreement(client, rows));
            }
        });
        uninvoiced.stream()
                .filter(Uninvoiced::isWithoutPrice)
                .map(UnbilledLint::withoutPrice)
                .forEach(findings::add);
        vanished.stream().map(UnbilledLint::vanished).forEach(findings::add);
        return findings;
    }

    private static boolean hasNone(List<AgreementVersion> agreements, Named client) {
        return agreements.stream().noneMatch(version -> client.isCalled(version.client()));
    }

    private static Finding withoutAgreement(Named client, List<Uninvoiced> rows) {
        return Finding.warning(
                client.name() + " has " + sum(rows) + " uninvoiced of the last 12 months and no agreement",
                "Write one in agreements/, or bill the client in Harvest.");
    }

    private static Finding withoutPrice(Uninvoiced row) {
        return Finding.warning(
                row.client().name() + ", " + row.project().name() + ": " + hours(row.hours())
                        + " of the last 12 months have no rate in Harvest",
                "Set a rate in Harvest, or name one in the client's agreement; without either they are held.");
    }

    private static Finding vanished(LastBill before) {
        return Finding.warning(
                before.client().name() + " was billed by agreements/" + before.file() + " up to " + before.period()
                        + " and has no agreement any more",
                "Put the file back, with an end if the client is to be billed no more: without it nobody bills what is"
                        + " left.");
    }

    private static String hours(BigDecimal hours) {
        return hours.setScale(2, RoundingMode.HALF_UP).toPlainString() + " h";
    }

    private static String sum(List<Uninvoiced> rows) {
        BigDecimal hours = rows.stream().map(Uninvoiced::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal amount = rows.stream().map(Uninvoiced::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return hours(hours) + " (" + amount.setScale(2, RoundingMode.HALF_UP) + " "
                + rows.get(0).currency() + ")";
    }
}
