package org.harvestxero.reconciliation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.reconciliation.Difference.Cause;
import org.harvestxero.reconciliation.Difference.Sides;
import org.harvestxero.reconciliation.Difference.Subject;
import org.harvestxero.reconciliation.LedgerSide.Matter;
import org.jspecify.annotations.Nullable;

/** The differences of one document as they are found. */
final class Findings {
    private static final String PAYMENT = "payment";
    private static final String CREDIT_NOTE = "credit-note";

    private final Twins twins;
    private final Subject subject;
    private final List<Difference> found = new ArrayList<>();

    Findings(Twins twins) {
        this.twins = twins;
        HarvestSide harvest = twins.harvest();
        XeroSide xero = twins.xero();
        Head head = harvest != null ? harvest.head() : xero != null ? xero.head() : null;
        this.subject = new Subject(
                xero != null && xero.creditNote() ? CREDIT_NOTE : "invoice",
                harvest == null ? null : harvest.id(),
                xero == null ? null : xero.id(),
                head == null ? null : head.number(),
                head == null ? "" : head.client(),
                head == null ? "" : head.currency());
    }

    /** A part of the difference; nothing for no money. */
    void add(Measure measure, BigDecimal amount, Cause cause) {
        if (amount.signum() != 0) {
            found.add(new Difference(subject, measure, sides(measure), amount, cause));
        }
    }

    /** What differs without being money. */
    void note(Measure measure, Cause cause) {
        found.add(new Difference(subject, measure, Sides.UNKNOWN, BigDecimal.ZERO, cause));
    }

    /** One payment of the invoice. */
    void payment(@Nullable Long harvest, @Nullable String xero, BigDecimal amount, Cause cause) {
        found.add(new Difference(
                subject.of(PAYMENT, harvest, xero), Measure.PAID, Sides.ofOne(harvest, xero, amount), amount, cause));
    }

    /** A credit that is set against the invoice, or should be. */
    void credit(@Nullable Long harvest, @Nullable String xero, BigDecimal amount, Cause cause) {
        if (amount.signum() != 0) {
            found.add(new Difference(
                    subject.of(CREDIT_NOTE, harvest, xero),
                    Measure.CREDITED,
                    Sides.ofOne(harvest, xero, amount),
                    amount,
                    cause));
        }
    }

    /** The whole document, which stands on one side alone. @param inHarvest else in Xero */
    void whole(Figures figures, String currency, boolean inHarvest, Cause cause) {
        Subject of = subject.in(currency);
        for (Measure measure : List.of(Measure.TOTAL, Measure.PAID, Measure.CREDITED)) {
            BigDecimal amount = figures.of(measure);
            if (measure == Measure.TOTAL || amount.signum() != 0) {
                Sides sides = inHarvest ? new Sides(amount, null) : new Sides(null, amount.negate());
                found.add(new Difference(of, measure, sides, amount, cause));
            }
        }
    }

    private Sides sides(Measure measure) {
        return new Sides(
                twins.harvest() == null ? null : twins.harvestFigures().of(measure),
                twins.standsInXero() ? twins.xeroFigures().of(measure) : null);
    }

    /** What is left of a difference when every part with a reason is taken off. */
    void rest(Measure measure, BigDecimal difference, Reason otherwise) {
        BigDecimal left = difference.subtract(found.stream()
                .filter(each -> each.measure() == measure)
                .map(Difference::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
        Reason reason = otherwise == Reason.UNEXPLAINED && twins.moved() ? Reason.CHANGED_BETWEEN_READS : otherwise;
        add(measure, left, Cause.of(reason));
    }

    boolean has(Measure measure) {
        return found.stream().anyMatch(each -> each.measure() == measure);
    }

    /** The reason with what copies the invoice now. */
    Cause copied(Reason reason) {
        String number = subject.number();
        return number == null || number.isBlank()
                ? Cause.of(reason).by("copy")
                : Cause.of(reason).by("copy --invoice " + quoted(number));
    }

    /** The reason with what stands failed because of it. */
    static Cause failed(Reason reason, Matter matter) {
        Cause told = Cause.of(reason).with(matter.words());
        return matter.id().isEmpty() ? told : told.by("failed retry " + matter.id());
    }

    /** A word of a command line. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9._/-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    List<Difference> all() {
        return List.copyOf(found);
    }
}
