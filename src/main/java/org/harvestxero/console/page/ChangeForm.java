package org.harvestxero.console.page;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.DraftChange;
import org.harvestxero.api.Reviews.Edit;
import org.harvestxero.billing.engine.DraftLine;
import org.jspecify.annotations.Nullable;

/**
 * A change of lines as it was typed into a form. Amounts are typed as the reader writes them; once they were shown as understood, the
 * form has them plain as well, and those count.
 */
final class ChangeForm {
    static final String KIND = "form";
    static final String EDIT = "edit";
    static final String SPLIT = "split";
    static final String ADD = "add";
    static final String REMOVE = "remove";
    private static final String PLAIN = "plain-";
    private static final String WORK = "work.";

    private final Asked asked;
    private final List<DraftLine> lines;
    private final String currency;
    private final Map<String, String> plain = new LinkedHashMap<>();

    /** @param lines of the draft as it stands */
    ChangeForm(Asked asked, List<DraftLine> lines, String currency) {
        this.asked = asked;
        this.lines = lines;
        this.currency = currency;
    }

    String kind() {
        return asked.field(KIND).filter(Set.of(SPLIT, ADD, REMOVE)::contains).orElse(EDIT);
    }

    /** Number of the line it is about; none for one that is added. */
    int number() {
        return asked.number("line").orElse(0);
    }

    private Optional<DraftLine> line() {
        int number = number();
        return number >= 1 && number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
    }

    /** @throws DecisionException when something is missing, or can't be told for a number */
    DraftChange change() {
        String reason = asked.field("reason")
                .orElseThrow(() -> new DecisionException("Say why: the reason is kept in the audit."));
        return switch (kind()) {
            case SPLIT ->
                new DraftChange.Split(
                        number(),
                        work().isEmpty() ? amount("amount") : null,
                        work(),
                        asked.text("text").orElse(""),
                        text("stays"),
                        reason);
            case ADD ->
                new DraftChange.Addition(
                        asked.text("text").orElse(""),
                        Optional.ofNullable(amount("quantity")).orElse(BigDecimal.ONE),
                        Optional.ofNullable(amount("price"))
                                .orElseThrow(() -> new DecisionException("A line needs a price.")),
                        asked.number("like").filter(like -> like > 0).orElse(null),
                        reason);
            case REMOVE -> new DraftChange.Removal(number(), reason);
            default -> new Edit(number(), edited(), text("text"), reason);
        };
    }

    /** Null where it stays as it is. */
    private @Nullable BigDecimal edited() {
        BigDecimal amount = amount("amount");
        boolean same = amount != null
                && line().filter(line -> line.amount().amount().compareTo(amount) == 0)
                        .isPresent();
        if (same) {
            plain.remove("amount");
        }
        return same ? null : amount;
    }

    /** What is to stand there instead; null where the line keeps its text. Browsers change ends of lines. */
    private @Nullable String text(String field) {
        String before = line().map(DraftLine::description).orElse("").strip().replace("\r\n", "\n");
        return asked.text(field).filter(typed -> !typed.equals(before)).orElse(null);
    }

    private Set<Long> work() {
        Set<Long> work = new TreeSet<>();
        for (String name : asked.fields().keySet()) {
            if (name.startsWith(WORK) && name.substring(WORK.length()).matches("\\d{1,18}")) {
                work.add(Long.valueOf(name.substring(WORK.length())));
            }
        }
        return work;
    }

    private @Nullable BigDecimal amount(String field) {
        Optional<BigDecimal> understood = asked.field(PLAIN + field)
                .filter(text -> text.matches("-?\\d{1,15}(\\.\\d{1,4})?"))
                .map(BigDecimal::new);
        Optional<String> typed = asked.field(field);
        if (understood.isEmpty() && typed.isEmpty()) {
            return null;
        }
        BigDecimal amount = understood.orElseGet(() -> parsed(typed.get()));
        plain.put(field, amount.toPlainString());
        return amount;
    }

    private BigDecimal parsed(String typed) {
        return asked.format()
                .parsed(typed)
                .orElseThrow(() -> new DecisionException("\"" + typed + "\" can't be told for an amount: write it like "
                        + asked.format()
                                .amount(
                                        line().map(line -> line.amount().amount())
                                                .orElse(new BigDecimal("1250.5")),
                                        currency)
                        + "."));
    }

    /** All of it for the form that carries the change out, amounts as understood. */
    Map<String, String> hidden() {
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put(KIND, kind());
        for (String field : List.of("line", "amount", "quantity", "price", "like", "text", "stays", "reason", "seen")) {
            asked.text(field).ifPresent(value -> hidden.put(field, value));
        }
        plain.forEach((field, amount) -> hidden.put(PLAIN + field, amount));
        work().forEach(id -> hidden.put(WORK + id, "yes"));
        return hidden;
    }
}
