package org.harvestxero.billing.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;

/** Tells in words how a bill came about: from the invoice to its lines, from a line to entries, rule, rate and rounding. */
public final class Explainer {
    private final BillingResult result;

    public Explainer(BillingResult result) {
        this.result = result;
    }

    /** The whole run: every draft with its lines, everything not billed by reason, and the proof. */
    public List<String> run() {
        List<String> words = new ArrayList<>();
        result.drafts().forEach(draft -> words.addAll(draft(draft)));
        words.addAll(notBilled());
        result.notices().forEach(notice -> words.add("Note: " + notice.about() + ": " + notice.words()));
        words.addAll(result.tieOut().inWords().lines().toList());
        return List.copyOf(words);
    }

    /** One draft, a sentence for each of its lines. */
    public List<String> draft(Draft draft) {
        List<String> words = new ArrayList<>();
        String name = draft.key().isEmpty() ? "The invoice" : "The invoice for " + draft.key();
        words.add(name + " of " + draft.subtotal() + " before tax bills "
                + result.period().label() + " by version "
                + result.agreementVersion() + " of the agreement; issued " + draft.issueDate() + ", due "
                + draft.dueDate());
        for (int i = 0; i < draft.lines().size(); i++) {
            words.add("  line " + (i + 1) + ": " + headline(draft.lines().get(i)));
        }
        draft.review().forEach(reason -> words.add("  to review: " + reason.words()));
        return List.copyOf(words);
    }

    /** One line down to every entry behind it. */
    public List<String> line(DraftLine line) {
        return inWords(line);
    }

    /** The same of a line whose run isn't at hand. */
    public static List<String> inWords(DraftLine line) {
        List<String> words = new ArrayList<>();
        words.add(headline(line));
        if (!line.words().isEmpty()) {
            words.add("  " + line.words());
        }
        if (!line.own().isZero()) {
            words.add("  " + line.own() + " of it belong to no single entry");
        }
        line.sources().forEach(source -> words.add("  " + source(source)));
        return List.copyOf(words);
    }

    /** How many entries and expenses are not billed, by bucket and reason. */
    public List<String> notBilled() {
        Map<Bucket, Map<Cause, Totals>> sums = new EnumMap<>(Bucket.class);
        for (NotBilled rest : result.notBilled()) {
            sums.computeIfAbsent(rest.bucket(), bucket -> new TreeMap<>(Cause.ORDER))
                    .merge(
                            new Cause(rest.words(), rest.source().currency().getCurrencyCode()),
                            new Totals(rest.hours(), rest.worth()),
                            Totals::plus);
        }
        List<String> words = new ArrayList<>();
        sums.forEach((bucket, causes) -> causes.forEach((cause, totals) -> words.add("Not billed, " + plain(bucket)
                + ": " + totals.hours() + " worth " + cause.worth(totals) + ", " + cause.words())));
        return List.copyOf(words);
    }

    /** One line in a sentence. */
    public static String headline(DraftLine line) {
        String rule = line.rule().isEmpty() ? "the whole invoice" : "rule " + line.rule();
        return line.description() + ": " + line.quantity() + " × "
                + line.price().unitAmount().toPlainString() + " = " + line.amount() + " (" + plain(line.kind()) + ", "
                + rule + ")";
    }

    private static String source(LineSource part) {
        Source source = part.source();
        StringBuilder words =
                new StringBuilder(plain(source.kind())).append(' ').append(source.id());
        words.append(", ")
                .append(source.spentDate())
                .append(", ")
                .append(source.origin().person().name());
        words.append(", ")
                .append(source.origin().project().name())
                .append(" – ")
                .append(source.origin().kind().name());
        if (source.notes() != null && !source.notes().isBlank()) {
            words.append(", \"").append(source.notes()).append('"');
        }
        words.append(": ").append(reckoning(part)).append(part.amount());
        part.differences().forEach(difference -> words.append("; ").append(inWords(difference)));
        return words.toString();
    }

    private static String reckoning(LineSource part) {
        Rate rate = part.rate();
        if (rate == null) {
            return "";
        }
        String counted = part.billed().equals(part.hours())
                ? part.hours().toString()
                : part.hours() + ", billed as " + part.billed();
        String how = part.counting().isEmpty() ? "" : " (" + part.counting() + ")";
        String days = rate.isHourly() ? "" : ", " + rate.counted(part.billed());
        return counted + how + days + " at " + rate + " (" + part.rateFrom() + ") = ";
    }

    private static String inWords(Difference difference) {
        String sign = difference.amount().signum() > 0 ? "+" : "";
        return sign + difference.amount().stripTrailingZeros().toPlainString() + " by " + plain(difference.kind());
    }

    private static String plain(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Why something isn't billed; amounts of different currencies are not added up. */
    private record Cause(String words, String currency) {
        static final Comparator<Cause> ORDER =
                Comparator.comparing(Cause::words).thenComparing(Cause::currency);

        String worth(Totals totals) {
            return Money.roundHalfUp(totals.worth(), Currency.getInstance(currency))
                    .amount()
                    .toPlainString();
        }
    }
}
