package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.harvestxero.mapping.SameMoney.InHarvest;
import org.harvestxero.mapping.SameMoney.InXero;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the money Xero shows on one invoice asks of Harvest: what is there already is not recorded again, nothing beyond what
 * is due, and what a person has to say something about is asked (rulings 22 to 24).
 */
public final class PaymentBackRule {
    /** Equal amounts so many days apart may be the same money (ruling 23). */
    private static final int DAYS = 5;

    private final Invoice invoice;
    private final Policy policy;
    private final List<InHarvest> unlinked;
    private final List<InHarvest> all;
    private final Map<String, InXero> undecided;
    private final Map<Long, InXero> pairs;
    private BigDecimal due;

    private PaymentBackRule(Invoice invoice, Policy policy, List<XeroMoney> open) {
        this.invoice = invoice;
        this.policy = policy;
        this.unlinked = invoice.payments().stream()
                .filter(PaymentBackRule::isWithoutTwin)
                .map(Paid::money)
                .toList();
        this.undecided = open.stream()
                .filter(money -> money.isPayment() && marked(money).isEmpty())
                .map(XeroMoney::compared)
                .collect(Collectors.toMap(InXero::id, money -> money, (one, other) -> one, LinkedHashMap::new));
        this.pairs = SameMoney.pairs(matchable(), List.copyOf(undecided.values()));
        this.all = invoice.payments().stream()
                .filter(paid -> paid.twin() != Twin.LEAVING
                        || pairs.containsKey(paid.money().id()))
                .map(Paid::money)
                .toList();
        this.due = all.stream().map(InHarvest::amount).reduce(invoice.amount(), BigDecimal::subtract);
    }

    /** What its notes say of a twin that Xero no longer has counts no more. */
    private static boolean isWithoutTwin(Paid paid) {
        return paid.twin() == Twin.FORMER
                || (paid.twin() == Twin.NONE && Marks.xeroIn(paid.notes()).isEmpty());
    }

    /** Where a person is asked in any case, what is to be deleted needs no question. */
    private List<InHarvest> matchable() {
        return invoice.payments().stream()
                .filter(paid -> isWithoutTwin(paid) || (policy.adopts() && paid.twin() == Twin.LEAVING))
                .map(Paid::money)
                .toList();
    }

    /**
     * The invoice as Harvest has it.
     *
     * @param amount with tax
     * @param payments all of them
     */
    public record Invoice(
            String number, String currency, SourceInvoice.State state, BigDecimal amount, List<Paid> payments) {
        public Invoice {
            payments = List.copyOf(payments);
        }
    }

    /** A payment in Harvest. @param notes empty when it has none */
    public record Paid(InHarvest money, String notes, Twin twin) {}

    /** What a payment in Harvest has in Xero. */
    public enum Twin {
        NONE,
        /** A copy that we made of it. */
        COPY,
        /** A payment that it came from, or that was entered by people on both sides. */
        OTHER,
        /** One that was removed in Xero: what was entered there instead may be the same money. */
        FORMER,
        /** The same, and it is deleted if nothing was entered there instead. */
        LEAVING
    }

    /**
     * @param records whether payments are recorded; else they are only reported
     * @param adopts whether a unique match is the same money; else a person is asked
     * @param sendsDrafts whether a draft is marked as sent, so that it can be paid
     * @param recordsCredits whether credits are recorded as payments that say so
     */
    public record Policy(boolean records, boolean adopts, boolean sendsDrafts, boolean recordsCredits) {}

    /** What is to be done about one piece of money. */
    public sealed interface Decision {
        /** Harvest has it. @param ours whether we recorded it @param doubles ids of further payments that carry the same mark */
        record Matched(long payment, boolean ours, List<Long> doubles) implements Decision {
            public Matched {
                doubles = List.copyOf(doubles);
            }
        }

        /** It is to be recorded. @param sendFirst whether the invoice is a draft that has to be marked as sent before */
        record Recorded(boolean sendFirst) implements Decision {}

        /** A person has to say something. */
        record Refused(Problem problem) implements Decision {}

        /** It is decided once the invoice changes. */
        record Waits(String reason) implements Decision {}
    }

    /** What to do about each of them, in the order they were paid. */
    public static Map<String, Decision> decide(Invoice invoice, List<XeroMoney> open, Policy policy) {
        PaymentBackRule rule = new PaymentBackRule(invoice, policy, open);
        Map<String, Decision> decisions = new LinkedHashMap<>();
        open.stream()
                .sorted(Comparator.comparing(XeroMoney::date, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(XeroMoney::id))
                .forEach(money -> decisions.put(money.id(), rule.decide(money)));
        return decisions;
    }

    private Decision decide(XeroMoney money) {
        List<InHarvest> marked = marked(money);
        if (!marked.isEmpty()) {
            return marked(money, marked);
        }
        String currency = money.invoice().currency();
        if (currency != null && !currency.equals(invoice.currency())) {
            return refused(problem(FailureCode.PAYMENT_BACK_CURRENCY, money)
                    .with("has", currency)
                    .with("currency", invoice.currency()));
        }
        return money.isPayment() ? payment(money) : credit(money);
    }

    private List<InHarvest> marked(XeroMoney money) {
        return invoice.payments().stream()
                .filter(paid -> Marks.xeroIn(paid.notes())
                        .filter(money.ownId()::equalsIgnoreCase)
                        .isPresent())
                .map(Paid::money)
                .sorted(Comparator.comparingLong(InHarvest::id))
                .toList();
    }

    /** Only what is equal in all is ours a second time: people copy notes, too. */
    private Decision marked(XeroMoney money, List<InHarvest> marked) {
        List<InHarvest> equal = marked.stream()
                .filter(paid -> paid.amount().compareTo(money.amount()) == 0)
                .toList();
        if (equal.isEmpty()) {
            return refused(problem(FailureCode.PAYMENT_BACK_UNCLEAR, money).with("harvest", words(marked)));
        }
        InHarvest first = equal.get(0);
        return new Decision.Matched(
                first.id(),
                true,
                equal.stream()
                        .skip(1)
                        .filter(other -> other.date().equals(first.date()))
                        .map(InHarvest::id)
                        .toList());
    }

    private Decision payment(XeroMoney money) {
        Long same = pairs.entrySet().stream()
                .filter(pair -> pair.getValue().id().equals(money.id()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        if (same != null && policy.adopts()) {
            return new Decision.Matched(same, false, List.of());
        }
        List<InHarvest> alike = alike(money);
        if (!alike.isEmpty()) {
            return refused(problem(FailureCode.PAYMENT_BACK_UNCLEAR, money).with("harvest", words(alike)));
        }
        return record(money, problem(FailureCode.PAYMENT_ONLY_IN_XERO, money), policy.records());
    }

    private Decision credit(XeroMoney money) {
        Problem known = problem(FailureCode.CREDIT_ONLY_IN_XERO, money)
                .with("what", money.kind().words());
        return record(money, known, policy.records() && policy.recordsCredits());
    }

    /** Payments of the same amount that nobody told apart from it: without a twin, or copied to Xero and near in time. */
    private List<InHarvest> alike(XeroMoney money) {
        List<InHarvest> alike = new ArrayList<>();
        for (Paid paid : invoice.payments()) {
            InHarvest theirs = paid.money();
            boolean equal = theirs.amount().compareTo(money.amount()) == 0;
            boolean open = unlinked.contains(theirs) && !isAnothers(theirs, money);
            boolean copied = paid.twin() == Twin.COPY && isNear(theirs.date(), money.date());
            if (equal && (open || copied)) {
                alike.add(theirs);
            }
        }
        return alike;
    }

    private boolean isAnothers(InHarvest payment, XeroMoney money) {
        InXero pair = pairs.get(payment.id());
        return pair != null && !pair.id().equals(money.id());
    }

    private static boolean isNear(LocalDate one, @Nullable LocalDate other) {
        return other != null && Math.abs(ChronoUnit.DAYS.between(one, other)) <= DAYS;
    }

    private Decision record(XeroMoney money, Problem onlyInXero, boolean records) {
        if (!records) {
            return refused(onlyInXero);
        }
        if (invoice.state() == SourceInvoice.State.CLOSED) {
            return refused(problem(FailureCode.PAYMENT_BACK_WRITTEN_OFF, money));
        }
        if (money.amount().compareTo(due) > 0) {
            return refused(problem(FailureCode.PAYMENT_BACK_EXCEEDS_DUE, money)
                    .with("due", Texts.money(due, invoice.currency()))
                    .with("harvest", all.isEmpty() ? "no payment" : words(all)));
        }
        if (invoice.state() == SourceInvoice.State.DRAFT && !policy.sendsDrafts()) {
            return new Decision.Waits("its invoice is a draft in Harvest, where only invoices that were sent are paid");
        }
        due = due.subtract(money.amount());
        return new Decision.Recorded(invoice.state() == SourceInvoice.State.DRAFT);
    }

    private static Decision refused(Problem problem) {
        return new Decision.Refused(problem);
    }

    private Problem problem(FailureCode code, XeroMoney money) {
        return problem(code, invoice.number(), invoice.currency(), money);
    }

    /** A problem of money in Xero, with all that its sentence may name. */
    public static Problem problem(FailureCode code, String number, String currency, XeroMoney money) {
        String reference = money.origin().reference();
        return Problem.of(code, number)
                .with("amount", Texts.money(money.amount(), currency))
                .with("currency", currency)
                .with("day", money.date() == null ? "an unknown day" : String.valueOf(money.date()))
                .with("from", reference.isBlank() ? "" : " (" + Texts.cutMarked(Texts.oneLine(reference), 60) + ")");
    }

    private String words(List<InHarvest> payments) {
        return SameMoney.words(payments, invoice.currency());
    }
}
