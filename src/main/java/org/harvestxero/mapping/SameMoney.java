package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Tells which payments of one invoice are the same money, entered on both sides: equal amounts, dates within five days, and no
 * other payment on either side that would fit as well (ruling 23).
 */
public final class SameMoney {
    private static final int DAYS = 5;
    /** Payments of each side that a sentence names. */
    private static final int NAMED = 8;

    private SameMoney() {}

    /** A payment in Harvest that has no counterpart. */
    public record InHarvest(long id, LocalDate date, BigDecimal amount, String reference) {}

    /** A payment in Xero that has no counterpart. @param date null where Xero doesn't say */
    public record InXero(String id, @Nullable LocalDate date, BigDecimal amount, String reference) {}

    /** The payments of which one side carries our mark for the other, by the Harvest payment. */
    public static Map<Long, InXero> marked(List<InHarvest> harvest, List<InXero> xero) {
        Map<Long, InXero> found = new LinkedHashMap<>();
        for (InXero payment : xero) {
            OptionalLong id = Marks.paymentIn(payment.reference());
            harvest.stream()
                    .filter(ours -> id.isPresent() && ours.id() == id.getAsLong() || cameFrom(ours, payment))
                    .forEach(ours -> found.putIfAbsent(ours.id(), payment));
        }
        return found;
    }

    private static boolean cameFrom(InHarvest payment, InXero xero) {
        return Marks.xeroIn(payment.reference())
                .filter(xero.id()::equalsIgnoreCase)
                .isPresent();
    }

    /** Those that match uniquely both ways, by the Harvest payment. */
    public static Map<Long, InXero> pairs(List<InHarvest> harvest, List<InXero> xero) {
        Map<Long, InXero> pairs = new LinkedHashMap<>();
        for (InHarvest ours : harvest) {
            List<InXero> fitting =
                    xero.stream().filter(theirs -> fits(ours, theirs)).toList();
            if (fitting.size() == 1
                    && harvest.stream()
                                    .filter(other -> fits(other, fitting.get(0)))
                                    .count()
                            == 1) {
                pairs.put(ours.id(), fitting.get(0));
            }
        }
        return pairs;
    }

    private static boolean fits(InHarvest ours, InXero theirs) {
        LocalDate date = theirs.date();
        return ours.amount().compareTo(theirs.amount()) == 0
                && date != null
                && Math.abs(ChronoUnit.DAYS.between(ours.date(), date)) <= DAYS;
    }

    /**
     * What of Xero's payments a person meant who says of a Harvest payment that it needs no copy: the one of the same amount that is
     * next to it in time; without one, all that are not of the amount of another payment that waits.
     */
    public static List<InXero> meant(InHarvest given, List<InHarvest> others, List<InXero> xero) {
        List<InXero> equal = xero.stream()
                .filter(theirs -> theirs.amount().compareTo(given.amount()) == 0)
                .sorted(Comparator.comparing(theirs -> distance(given, theirs)))
                .limit(1)
                .toList();
        return equal.isEmpty()
                ? xero.stream()
                        .filter(theirs -> others.stream()
                                .noneMatch(other -> other.amount().compareTo(theirs.amount()) == 0))
                        .toList()
                : equal;
    }

    private static long distance(InHarvest ours, InXero theirs) {
        LocalDate date = theirs.date();
        return date == null ? Long.MAX_VALUE : Math.abs(ChronoUnit.DAYS.between(ours.date(), date));
    }

    /** Why a payment of the invoice is not posted, with both sides in it. */
    public static Problem problem(
            String invoice, String currency, BigDecimal amount, List<InHarvest> harvest, List<InXero> xero) {
        BigDecimal unexplained = xero.stream().map(InXero::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Problem.of(FailureCode.PAYMENT_UNEXPLAINED, invoice)
                .with("amount", Texts.money(amount, currency))
                .with("currency", currency)
                .with("unexplained", Texts.money(unexplained, currency))
                .with(
                        "xero",
                        words(xero.stream()
                                .map(payment -> words(payment.amount(), currency, payment.date(), payment.reference()))
                                .toList()))
                .with("harvest", words(harvest, currency));
    }

    /** Payments in Harvest as a sentence names them. */
    public static String words(List<InHarvest> harvest, String currency) {
        return words(harvest.stream()
                .map(payment -> words(payment.amount(), currency, payment.date(), payment.reference()))
                .toList());
    }

    /** The payment was posted and a person entered one in Xero that looks the same. */
    public static Problem twice(String invoice, String currency, InHarvest posted, InXero other) {
        return Problem.of(FailureCode.PAYMENT_TWICE, invoice)
                .with("amount", Texts.money(posted.amount(), currency))
                .with("currency", currency)
                .with("xero", words(other.amount(), currency, other.date(), other.reference()));
    }

    private static String words(BigDecimal amount, String currency, @Nullable LocalDate date, String reference) {
        String named = reference.isBlank() ? "" : " (" + Texts.cutMarked(Texts.oneLine(reference), 60) + ")";
        return Texts.money(amount, currency) + " of " + (date == null ? "an unknown day" : date) + named;
    }

    private static String words(List<String> payments) {
        List<String> named = new ArrayList<>(payments.subList(0, Math.min(NAMED, payments.size())));
        if (payments.size() > named.size()) {
            named.add((payments.size() - named.size()) + " more");
        }
        return named.stream().collect(Collectors.joining(", "));
    }
}
