package org.harvestxero.story;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.api.Stories.Line;
import org.harvestxero.api.Stories.LineSide;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.XeroInvoice;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of both sides next to each other: each of Xero's beside the line of Harvest's that it stands for. A bill's lines stand
 * for work and not for lines of Harvest's, which words and divides its own invoice of that work as it likes: there only other sums are a
 * difference.
 */
final class SideLines {
    private SideLines() {}

    /**
     * @param billed whether it was made here of work, and in Harvest of the same work
     * @param written as we wrote it to Xero
     * @param fresh as Xero just showed it; where its lines are others than we wrote, somebody changed them there
     */
    static List<Line> of(
            boolean billed,
            @Nullable SourceInvoice harvest,
            @Nullable TargetInvoice written,
            @Nullable XeroInvoice fresh) {
        List<SourceLine> left = new ArrayList<>(harvest == null ? List.of() : harvest.lines());
        boolean discounted = harvest != null && harvest.discountAmount().signum() != 0;
        List<Line> lines = new ArrayList<>();
        List<TargetLine> ours = written == null ? List.of() : written.lines();
        boolean whole = billed
                && isEqual(
                        sum(left.stream().map(SourceLine::amount)),
                        sum(ours.stream().map(TargetLine::lineAmount)));
        int rows = fresh == null ? ours.size() : fresh.lines().size();
        for (int i = 0; i < rows; i++) {
            TargetLine our = i < ours.size() ? ours.get(i) : null;
            SourceLine source = our == null ? null : billed ? takeEqual(left, our) : take(left, our.sourceLineId());
            LineSide xero = fresh == null
                    ? side(Objects.requireNonNull(our))
                    : side(fresh.lines().get(i));
            boolean changed = fresh != null
                    && (our == null || !isAsWritten(our, fresh.lines().get(i)));
            boolean other = source != null
                    && !discounted
                    && source.amount().abs().compareTo(xero.amount().abs()) != 0;
            lines.add(new Line(source == null ? null : side(source), xero, changed || other));
        }
        left.forEach(source -> lines.add(new Line(side(source), null, rows > 0 && !whole)));
        return lines;
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean isEqual(BigDecimal harvest, BigDecimal xero) {
        return harvest.abs().compareTo(xero.abs()) == 0;
    }

    /** The first of the same amount, one of the same words before others. */
    private static @Nullable SourceLine takeEqual(List<SourceLine> left, TargetLine our) {
        List<SourceLine> equal = left.stream()
                .filter(line -> isEqual(line.amount(), our.lineAmount()))
                .toList();
        SourceLine found = equal.stream()
                .filter(line ->
                        our.description().strip().equals(side(line).text().strip()))
                .findFirst()
                .orElseGet(() -> equal.isEmpty() ? null : equal.get(0));
        left.remove(found);
        return found;
    }

    private static @Nullable SourceLine take(List<SourceLine> left, @Nullable Long id) {
        for (SourceLine line : left) {
            if (id != null && line.id() == id) {
                left.remove(line);
                return line;
            }
        }
        return null;
    }

    private static boolean isAsWritten(TargetLine our, XeroInvoice.Line shown) {
        return our.lineAmount().compareTo(shown.lineAmount()) == 0
                && our.description()
                        .strip()
                        .equals(Objects.requireNonNullElse(shown.description(), "")
                                .strip())
                && (shown.accountCode() == null || our.accountCode().equals(shown.accountCode()))
                && (shown.taxType() == null || our.taxType().equals(shown.taxType()));
    }

    private static LineSide side(SourceLine line) {
        String project = line.project() == null ? "" : line.project().name();
        return new LineSide(
                Objects.requireNonNullElse(line.description(), project),
                line.quantity(),
                line.unitPrice(),
                line.amount(),
                "");
    }

    private static LineSide side(TargetLine line) {
        return new LineSide(
                line.description(),
                line.quantity(),
                line.unitAmount(),
                line.lineAmount(),
                coding(
                        line.accountCode(),
                        line.taxType(),
                        line.discountRate(),
                        line.tracking().stream().map(TargetLine.Tracking::option)));
    }

    private static LineSide side(XeroInvoice.Line line) {
        return new LineSide(
                Objects.requireNonNullElse(line.description(), ""),
                line.quantity(),
                line.unitAmount(),
                line.lineAmount(),
                coding(
                        line.accountCode(),
                        line.taxType(),
                        line.discountRate(),
                        line.tracking().stream().map(each -> each.option())));
    }

    private static String coding(
            @Nullable String account, @Nullable String tax, @Nullable BigDecimal discount, Stream<String> tracking) {
        return Stream.concat(
                        Stream.of(
                                account == null || account.isEmpty() ? "" : "account " + account,
                                tax == null || tax.isEmpty() ? "" : "tax " + tax,
                                discount == null || discount.signum() == 0
                                        ? ""
                                        : discount.stripTrailingZeros().toPlainString() + " % discount"),
                        tracking)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
