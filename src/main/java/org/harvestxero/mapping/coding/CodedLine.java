package org.harvestxero.mapping.coding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.mapping.coding.Explanation.Decision;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.Item;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** A Harvest line with its account, tax, item and tracking decided; some of them perhaps refused. */
public record CodedLine(
        SourceLine source,
        TaxGroup group,
        Choice<Account> account,
        @Nullable Choice<TaxRate> tax,
        Choice<Optional<Item>> item,
        List<Choice<Tracking>> tracking,
        String currency) {

    /** What kept something from being decided. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        add(problems, account);
        if (tax != null) {
            add(problems, tax);
        }
        add(problems, item);
        tracking.forEach(choice -> add(problems, choice));
        return problems;
    }

    public Coding coding() {
        return new Coding(
                Objects.requireNonNull(account.value().code()),
                rate().taxType(),
                rate().rate(),
                group,
                tracking.stream().map(Choice::value).toList());
    }

    @Nullable
    public String itemCode() {
        return item.value().map(Item::code).orElse(null);
    }

    public BigDecimal amount() {
        return XeroArithmetic.toCents(source.amount());
    }

    public CodedLine withAmount(BigDecimal amount) {
        return new CodedLine(source.withAmount(amount), group, account, tax, item, tracking, currency);
    }

    public List<Decision> decisions() {
        List<Decision> decisions = new ArrayList<>();
        decisions.add(account.as(
                "account", account.value().code() + " " + account.value().name()));
        decisions.add(Objects.requireNonNull(tax)
                .as("tax type", rate().taxType() + " " + Texts.number(rate().rate()) + " %"));
        decisions.add(item.as("item", item.value().map(Item::code).orElse("none")));
        tracking.forEach(choice -> decisions.add(choice.as(
                "tracking " + choice.value().category(), choice.value().option())));
        return decisions;
    }

    private TaxRate rate() {
        return Objects.requireNonNull(tax).value();
    }

    private static void add(List<Problem> problems, Choice<?> choice) {
        Problem problem = choice.problem();
        if (problem != null) {
            problems.add(problem);
        }
    }

    /** What lines must share to be summed up in one. */
    public record Coding(String account, String taxType, BigDecimal rate, TaxGroup group, List<Tracking> tracking) {}
}
