package org.harvestxero.profit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.harvestxero.billing.Named;
import org.jspecify.annotations.Nullable;

/**
 * Splits the lines of an invoice made in Harvest over the work that Harvest shows on it. Lines say their project and nothing more, so all
 * lines of a project are split alike, by worth. Where not all of its work is known, a line is its project's and its worth stays unknown.
 */
public final class CopiedLines {
    /** Why an amount is not its worth: somebody changed the line, and Harvest keeps no reason. */
    static final String NOT_KNOWN = "not-known";

    static final String DISCOUNT = "discount";
    private static final int EXACT = 12;

    private final List<Line> lines;
    private final BigDecimal off;
    private final List<InvoicedWork> works;
    private final boolean complete;

    private CopiedLines(List<Line> lines, BigDecimal off, List<InvoicedWork> works, boolean complete) {
        this.lines = lines;
        this.off = off;
        this.works = works;
        this.complete = complete;
    }

    /** @param project null of a line without one @param amount before tax and any discount on the invoice */
    public record Line(@Nullable Named project, BigDecimal amount) {}

    /**
     * @param discount on the whole invoice, 0 for none
     * @param works that are known to be on the invoice
     * @param complete whether they are all; else they are taken for all of a project where their worth is what its lines come to
     */
    public static List<List<Part>> of(
            List<Line> lines, BigDecimal discount, List<InvoicedWork> works, boolean complete) {
        BigDecimal all = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal off = all.signum() == 0 ? BigDecimal.ZERO : discount.divide(all, EXACT, RoundingMode.HALF_UP);
        CopiedLines split = new CopiedLines(lines, off, works, complete);
        return lines.stream().map(split::parts).toList();
    }

    private List<Part> parts(Line line) {
        Named project = line.project();
        if (project == null) {
            return List.of(Part.of(Subject.NOBODY, net(line.amount())));
        }
        List<InvoicedWork> of = works.stream()
                .filter(work -> work.project().id() == project.id())
                .toList();
        BigDecimal worth = worth(of);
        BigDecimal amount = lines.stream()
                .filter(each -> each.project() != null && each.project().id() == project.id())
                .map(Line::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean known = worth.signum() > 0 && amount.signum() != 0 && (complete || isSame(worth, amount));
        return known ? split(line.amount(), of, worth, amount) : List.of(Part.of(project, net(line.amount())));
    }

    /** Zero where it is not known of all of them. */
    private static BigDecimal worth(List<InvoicedWork> of) {
        return of.stream().anyMatch(work -> work.worth() == null)
                ? BigDecimal.ZERO
                : of.stream()
                        .map(work -> Objects.requireNonNull(work.worth()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** To the cent, each entry being rounded on its line. */
    private boolean isSame(BigDecimal worth, BigDecimal amount) {
        return worth.subtract(amount).abs().compareTo(BigDecimal.valueOf(works.size(), 2)) <= 0;
    }

    /** @param all worth of all work of the project @param amount all lines of it */
    private List<Part> split(BigDecimal line, List<InvoicedWork> of, BigDecimal all, BigDecimal amount) {
        List<Part> parts = new ArrayList<>();
        for (InvoicedWork work : of) {
            BigDecimal own = Objects.requireNonNull(work.worth());
            BigDecimal share = line.multiply(own).divide(all, EXACT, RoundingMode.HALF_UP);
            BigDecimal worth = own.multiply(line).divide(amount, EXACT, RoundingMode.HALF_UP);
            BigDecimal net = net(share);
            TreeMap<String, BigDecimal> reasons = new TreeMap<>();
            add(reasons, DISCOUNT, net.subtract(share));
            add(reasons, NOT_KNOWN, share.subtract(worth));
            parts.add(new Part(work.project(), work.person(), work.task(), net, worth, reasons));
        }
        return parts;
    }

    private static void add(TreeMap<String, BigDecimal> reasons, String why, BigDecimal amount) {
        if (amount.signum() != 0) {
            reasons.put(why, amount);
        }
    }

    private BigDecimal net(BigDecimal amount) {
        return off.signum() == 0 ? amount : amount.subtract(amount.multiply(off));
    }
}
