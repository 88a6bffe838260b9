package org.harvestxero.reconcile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.UnbilledReport;
import org.harvestxero.billing.Counted;
import org.harvestxero.reconciliation.Difference;
import org.harvestxero.reconciliation.Difference.Cause;
import org.harvestxero.reconciliation.Difference.Sides;
import org.harvestxero.reconciliation.Difference.Subject;
import org.harvestxero.reconciliation.Measure;
import org.harvestxero.reconciliation.Reason;
import org.harvestxero.reconciliation.Reconciliation.WorkSum;

/** What Harvest's report on uninvoiced work says other than the work itself, project by project. */
final class UnbilledTie {
    /** An amount that is rounded is off by no more than this. */
    private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");

    private static final BigDecimal A_CENT = new BigDecimal("0.01");

    private final UnbilledReport report;

    UnbilledTie(UnbilledReport report) {
        this.report = report;
    }

    List<WorkSum> sums() {
        return report.ties().stream()
                .map(tie -> new WorkSum(
                        tie.currency(),
                        tie.uninvoiced().worth(),
                        tie.nowhere().worth(),
                        tie.here().worth(),
                        tie.difference().worth()))
                .toList();
    }

    List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        for (UnbilledReport.Difference each : report.differences()) {
            BigDecimal amount = each.uninvoiced().worth().subtract(each.listed().worth());
            BigDecimal hours = each.uninvoiced().hours().subtract(each.listed().hours());
            boolean rounded = hours.signum() == 0 && amount.abs().compareTo(mostRounding(each.client())) <= 0;
            String words = each.project() + ": the report says "
                    + each.uninvoiced().hours().toPlainString() + " hours, the entries "
                    + each.listed().hours().toPlainString() + ".";
            found.add(new Difference(
                    new Subject("work", null, null, null, each.client(), each.currency()),
                    Measure.WORK,
                    new Sides(each.uninvoiced().worth(), each.listed().worth()),
                    amount,
                    new Cause(rounded ? Reason.ROUNDING : Reason.UNEXPLAINED, words, "bill --unbilled")));
        }
        report.notMarked().forEach(each -> found.add(notMarked(each)));
        return found;
    }

    private static Difference notMarked(UnbilledReport.NotMarked each) {
        return new Difference(
                new Subject("work", null, null, null, each.client(), each.currency()),
                Measure.WORK,
                new Sides(each.sum().worth(), BigDecimal.ZERO),
                each.sum().worth(),
                new Cause(
                        Reason.BILLED_NOT_MARKED,
                        Counted.of(each.works(), "piece") + " of work, "
                                + each.sum().hours().toPlainString() + " hours.",
                        "mirror list"));
    }

    private BigDecimal mostRounding(String client) {
        int pieces = report.rows().stream()
                .filter(row -> row.client().equals(client))
                .mapToInt(row -> row.entries() + row.expenses())
                .sum();
        return HALF_A_CENT.multiply(BigDecimal.valueOf(pieces)).max(A_CENT);
    }
}
