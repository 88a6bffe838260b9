package org.harvestxero.billrun;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.calendar.BillingPeriod;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.billing.engine.NotBilled;
import org.harvestxero.billing.engine.Reason;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.store.billing.EntryStateTable.Work;
import org.harvestxero.worth.UnbilledPiece;
import org.harvestxero.worth.UnbilledPiece.Item;
import org.harvestxero.worth.UnbilledPiece.Kind;
import org.harvestxero.worth.Worth;
import org.harvestxero.worth.Worth.Basis;

/** Takes bills of one client apart into what each piece of work adds to them up to a day, and what is earned of their fees by then. */
final class BillPieces {
    private final Named client;
    private final LocalDate day;
    private final Map<Work, Sum> works = new LinkedHashMap<>();
    private final List<UnbilledPiece> others = new ArrayList<>();
    private final Set<Work> passedOver = new HashSet<>();

    BillPieces(Named client, LocalDate day) {
        this.client = client;
        this.day = day;
    }

    /**
     * A bill, made or reckoned.
     *
     * @param covered days of its period
     * @param words where its amounts come from
     */
    record Bill(Draft draft, BillingPeriod covered, Basis basis, String words) {}

    private record Sum(Source source, Basis basis, Hours hours, Money amount, String words) {
        Sum plus(Sum more) {
            return new Sum(source, basis, hours.plus(more.hours), amount.plus(more.amount), words);
        }
    }

    /** From now on such work is no matter of ours: it was billed at the day. */
    void passOver(Set<Work> billed) {
        passedOver.addAll(billed);
    }

    /** @param feeSpan the days that the fee on a line is for */
    void add(Bill bill, Function<DraftLine, BillingPeriod> feeSpan) {
        add(bill, feeSpan, false);
    }

    /**
     * @param feeSpan the days that the fee on a line is for
     * @param workAlone whether its fees were on another bill at the day
     */
    void add(Bill bill, Function<DraftLine, BillingPeriod> feeSpan, boolean workAlone) {
        for (DraftLine line : bill.draft().lines()) {
            for (LineSource part : line.sources()) {
                if (!part.source().spentDate().isAfter(day) && !passedOver.contains(Work.of(part.source()))) {
                    works.merge(Work.of(part.source()), sum(bill, line, part), Sum::plus);
                }
            }
            if (workAlone) {
                continue;
            }
            BillingPeriod span = line.kind() == LineKind.FEE ? feeSpan.apply(line) : bill.covered();
            fee(bill, line, earned(line, span), span);
        }
    }

    /** Of a bill of a period that is not over only what is due of phases by the day. */
    void addPhases(Bill untilTheDay) {
        untilTheDay.draft().lines().stream()
                .filter(line -> line.kind() == LineKind.PHASE)
                .forEach(line -> fee(untilTheDay, line, line.own(), untilTheDay.covered()));
    }

    private static Sum sum(Bill bill, DraftLine line, LineSource part) {
        String how = part.rateFrom().isEmpty() ? "" : ", " + part.rateFrom();
        return new Sum(
                part.source(),
                bill.basis(),
                line.kind() == LineKind.DISCOUNT ? Hours.ZERO : part.hours(),
                part.amount(),
                bill.words() + (line.rule().isEmpty() ? "" : ", " + line.rule()) + how);
    }

    /** Fees day by day; all else once the period is over. */
    private Money earned(DraftLine line, BillingPeriod span) {
        if (!span.end().isAfter(day)) {
            return line.own();
        }
        boolean begun = !span.start().isAfter(day);
        return begun && line.kind() == LineKind.FEE
                ? line.own().shareRoundedHalfUp(ChronoUnit.DAYS.between(span.start(), day) + 1, span.days())
                : Money.zero(line.own().currency());
    }

    private void fee(Bill bill, DraftLine line, Money earned, BillingPeriod span) {
        if (!earned.isZero()) {
            LocalDate last = span.end().isAfter(day) ? day : span.end();
            String words = bill.words()
                    + (line.rule().isEmpty() ? "" : ", " + line.rule())
                    + (line.words().isEmpty() ? "" : ": " + line.words())
                    + (earned.equals(line.own()) ? "" : ", as far as it is earned of " + line.own());
            others.add(new UnbilledPiece(
                    new Item(Kind.FEE, 0, last), client, null, Hours.ZERO, Worth.of(bill.basis(), earned, words)));
        }
    }

    /** What no bill takes, with the reason; what is nobody's to bill is passed over. */
    void add(NotBilled rest) {
        boolean nobodys = switch (rest.bucket()) {
            case NOT_BILLABLE -> true;
            case OUTSIDE -> rest.reason() != Reason.OUTSIDE_AGREEMENT;
            default -> false;
        };
        if (!nobodys && !passedOver.contains(Work.of(rest.source()))) {
            others.add(new UnbilledPiece(
                    item(rest.source()),
                    client,
                    rest.source().origin(),
                    rest.hours(),
                    rest.bucket().isSettled() ? Worth.none(rest.words()) : Worth.open(rest.words())));
        }
    }

    private static Item item(Source source) {
        return new Item(
                source.kind() == Source.Kind.EXPENSE ? Kind.EXPENSE : Kind.TIME_ENTRY, source.id(), source.spentDate());
    }

    /** Work that is on one of the bills. */
    Set<Work> met() {
        return Set.copyOf(works.keySet());
    }

    List<UnbilledPiece> pieces() {
        List<UnbilledPiece> all = new ArrayList<>(others);
        works.values()
                .forEach(sum -> all.add(new UnbilledPiece(
                        item(sum.source()),
                        client,
                        sum.source().origin(),
                        sum.hours(),
                        Worth.of(sum.basis(), sum.amount(), sum.words()))));
        return all;
    }

    /**
     * The first day of the period that a fee is for, among what a run moved.
     *
     * @param usual where the movements don't tell
     */
    static LocalDate feeStart(DraftLine line, List<Movement> movements, LocalDate usual) {
        LocalDate start = usual;
        for (Movement movement : movements) {
            LocalDate lot = movement.lot();
            Money money = movement.money();
            boolean fee = movement.kind() == Movement.Kind.FEE_BILLED || movement.kind() == Movement.Kind.FEE_RELEASED;
            if (fee && lot != null && money != null && movement.name().equals(line.rule())) {
                if (money.amount().compareTo(line.own().amount()) == 0) {
                    return lot;
                }
                start = lot;
            }
        }
        return start;
    }
}
