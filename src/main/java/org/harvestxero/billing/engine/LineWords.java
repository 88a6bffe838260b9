package org.harvestxero.billing.engine;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.harvestxero.billing.terms.Agreement;
import org.harvestxero.billing.terms.Retainer;
import org.harvestxero.billing.terms.Template;
import org.harvestxero.billing.terms.Texts;
import org.jspecify.annotations.Nullable;

/** Fills the texts of lines and drafts. */
final class LineWords {
    private static final int NAMES_SHOWN = 3;

    private final BillingRequest request;
    private final PeriodWords periods;
    private final Invoices invoices;
    private final LineGroups grouping;

    LineWords(BillingRequest request, PeriodWords periods, Invoices invoices, LineGroups grouping) {
        this.request = request;
        this.periods = periods;
        this.invoices = invoices;
        this.grouping = grouping;
    }

    /** The text of a line of work. */
    String of(TimeLine line) {
        Texts.Place place = line.key.kind() == LineKind.OVERAGE ? Texts.Place.OVERAGE : Texts.Place.HOURS;
        Function<String, @Nullable String> values = name -> value(name, line);
        String text = fill(place, values);
        return line.key.late() == null ? text : text + " " + fill(Texts.Place.LATE, values);
    }

    String of(FlatCharge charge) {
        return fill(
                charge.place(),
                name -> charge.values().containsKey(name)
                        ? charge.values().get(name)
                        : common(name, charge.rule().name(), ""));
    }

    /** The text of a line of expenses of one project and category. */
    String of(List<ExpenseCharge> charges) {
        ExpenseCharge first = charges.get(0);
        Source source = first.source();
        String order = invoices.order(source.origin());
        Function<String, @Nullable String> values = name -> switch (name) {
            case "category", "task" -> source.origin().kind().name();
            case "project", "group" -> source.origin().project().name();
            case "project-code" -> source.origin().project().code();
            case "person" ->
                joined(charges, charge -> charge.source().origin().person().name());
            case "day" -> joined(charges, charge -> periods.day(charge.source().spentDate()));
            case "notes" -> joined(charges, LineWords::notes);
            case "units" -> joined(charges, LineWords::units);
            default -> common(name, ExpenseRun.RULE, order);
        };
        String text = fill(Texts.Place.EXPENSE, values);
        return charges.size() == 1 && first.late() ? text + " " + fill(Texts.Place.LATE, values) : text;
    }

    private static String notes(ExpenseCharge charge) {
        String notes = charge.source().notes();
        return notes == null ? charge.source().origin().kind().name() : notes;
    }

    private static String units(ExpenseCharge charge) {
        return charge.expense().units() == null ? "" : charge.expense().units().toPlainString();
    }

    private static String joined(List<ExpenseCharge> charges, Function<ExpenseCharge, String> of) {
        return some(charges.stream().map(of).distinct().limit(NAMES_SHOWN + 1L).toList());
    }

    String of(Correction correction) {
        return fill(
                Texts.Place.CORRECTION,
                name -> name.equals("corrected-period")
                        ? periods.period(correction.period())
                        : common(name, correction.rule(), ""));
    }

    /** The text of a discount. */
    String discount(String reason, String percent) {
        return fill(Texts.Place.DISCOUNT, name -> switch (name) {
            case "reason" -> reason;
            case "percent" -> percent;
            default -> common(name, "", "");
        });
    }

    Draft.Words draft(String order) {
        Function<String, @Nullable String> values = name -> common(name, "", order);
        return new Draft.Words(
                fill(Texts.Place.REFERENCE, values),
                fill(Texts.Place.NUMBER, values),
                fill(Texts.Place.NOTES, values),
                order);
    }

    private String fill(Texts.Place place, Function<String, @Nullable String> values) {
        Template template = agreement().layout().texts().at(place);
        return template.fill(values);
    }

    private @Nullable String value(String name, TimeLine line) {
        TimeCharge first = line.charges.get(0);
        return switch (name) {
            case "group" -> group(line);
            case "project" ->
                names(line, part -> part.entry().origin().project().name());
            case "project-code" ->
                names(line, part -> part.entry().origin().project().code());
            case "task" -> names(line, part -> part.entry().origin().kind().name());
            case "person" -> names(line, part -> part.entry().origin().person().name());
            case "role" -> names(line, LineGroups::role);
            case "phase" -> names(line, part -> grouping.phase(part.entry().origin()));
            case "notes" -> names(line, part -> part.entry().notes());
            case "day" -> periods.day(first.part.entry().spentDate());
            case "hours" -> line.key.rate().counted(line.hours());
            case "rate" -> line.key.rate().amount().toPlainString();
            case "included" -> included(first);
            default ->
                common(
                        name,
                        first.rule.name(),
                        invoices.order(first.part.entry().origin()));
        };
    }

    private @Nullable String common(String name, String rule, String order) {
        return switch (name) {
            case "rule" -> rule;
            case "client" -> request.client().name();
            case "purchase-order" -> order;
            default -> periods.value(name, request.period().covered());
        };
    }

    private static String group(TimeLine line) {
        String joined = line.key.groups().stream()
                .map(GroupValue::shown)
                .filter(shown -> !shown.isEmpty())
                .collect(Collectors.joining(" – "));
        return joined.isEmpty() ? line.charges.get(0).rule.name() : joined;
    }

    private static String included(TimeCharge charge) {
        return charge.rule.rule().terms() instanceof Retainer retainer
                ? retainer.included().toString()
                : "";
    }

    private static String names(TimeLine line, Function<Part, @Nullable String> of) {
        List<String> names = line.charges.stream()
                .map(charge -> of.apply(charge.part))
                .filter(name -> name != null && !name.isBlank())
                .distinct()
                .sorted()
                .limit(NAMES_SHOWN + 1L)
                .toList();
        return some(names);
    }

    private static String some(List<String> names) {
        return names.size() > NAMES_SHOWN
                ? String.join(", ", names.subList(0, NAMES_SHOWN)) + " …"
                : String.join(", ", names);
    }

    private Agreement agreement() {
        return request.agreement();
    }
}
