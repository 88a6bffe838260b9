package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.monthend.Coding;
import org.harvestxero.monthend.CostRule;
import org.harvestxero.monthend.CostRules;
import org.harvestxero.monthend.JournalKind;
import org.harvestxero.monthend.MonthCalendar;
import org.jspecify.annotations.Nullable;

/** Reads which journals are made. */
final class JournalReader {
    static final String NAME = "journals.yaml";
    private static final int USUAL_DAY = 3;
    private static final Currency ANY = Currency.getInstance("USD");
    private static final List<String> FILLED = List.of("{project}", "{client}", "{task}", "{person}");

    private final List<Fault> faults = new ArrayList<>();
    private final WorkRuleReader workRules = new WorkRuleReader(FILLED, faults);
    private final Function<String, Holidays> holidaysOf;

    private JournalReader(Function<String, Holidays> holidaysOf) {
        this.holidaysOf = holidaysOf;
    }

    /**
     * @param holidaysOf the public holidays of a place
     * @throws AgreementRefusedException naming all that is wrong, each with its line
     */
    static JournalRules read(String text, Function<String, Holidays> holidaysOf) throws AgreementRefusedException {
        YamlFile yaml = YamlFile.read(NAME, text);
        yaml.refuseFor(AgreementFaults.of(Schema.ONCE, yaml.root()));
        JournalReader reader = new JournalReader(holidaysOf);
        JournalRules rules = reader.rules(yaml.root());
        yaml.refuseFor(reader.faults);
        return rules;
    }

    private JournalRules rules(ObjectNode root) {
        Section file = Section.root(root, ANY);
        Map<JournalKind, JournalRules.Booking> bookings = new EnumMap<>(JournalKind.class);
        for (JournalKind kind : JournalKind.own()) {
            Section of = file.in(kind.word());
            if (file.has(kind.word()) && of.flag("enabled", true)) {
                boolean cost = kind == JournalKind.COST;
                bookings.put(
                        kind,
                        new JournalRules.Booking(
                                bookingRules(of, cost ? "clearing" : "balance"),
                                of.text("status", file.text("status", "draft")).equals("posted"),
                                of.flag("cashBasis", cost)));
            }
        }
        return new JournalRules(
                bookings,
                calendar(file.in("calendar")),
                new JournalRules.Choices(
                        file.in("accrued").text("withoutAgreement", "harvest").equals("harvest"),
                        file.in("deferred").text("release", "days").equals("hours")),
                rates(file));
    }

    private List<JournalRules.StatedRate> rates(Section file) {
        List<JournalRules.StatedRate> rates = new ArrayList<>();
        for (Section each : file.list("rates")) {
            try {
                rates.add(new JournalRules.StatedRate(
                        each.currency("currency"), each.number("rate"), each.dateOrNull("from")));
            } catch (Fault e) {
                faults.add(e);
            }
        }
        return rates;
    }

    private MonthCalendar calendar(Section section) {
        try {
            Holidays holidays = section.sensible("holidays", () -> holidaysOf.apply(section.text("holidays", "none")));
            Set<DayOfWeek> weekend = EnumSet.noneOf(DayOfWeek.class);
            section.words("weekend")
                    .forEach(day -> ConstantNames.constant(DayOfWeek.class, day).ifPresent(weekend::add));
            WorkingDays days = section.isList("weekend")
                    ? section.sensible("weekend", () -> new WorkingDays(weekend, holidays))
                    : WorkingDays.mondayToFriday(holidays);
            return new MonthCalendar(section.count("workingDay", USUAL_DAY), days);
        } catch (Fault e) {
            faults.add(e);
            return JournalRules.NONE.calendar();
        }
    }

    /** @param against key of the account that has one line for all */
    private CostRules bookingRules(Section kind, String against) {
        Section clearing = kind.in(against);
        CostRule.Target one = target(clearing);
        if (one.tracking().values().stream().anyMatch(WorkRuleReader::isFilled)) {
            faults.add(clearing.fault(
                    "tracking", "the " + named(against) + " account has one line for all work: name one option"));
        }
        CostRule.@Nullable Target usual = kind.has("usual") ? other(kind.in("usual"), one, against) : null;
        List<CostRule> rules = new ArrayList<>();
        for (Section each : kind.list("rules")) {
            rules.add(new CostRule(WorkRuleReader.condition(each), other(each, one, against)));
        }
        if (rules.isEmpty() && usual == null) {
            faults.add(kind.fault(
                    against,
                    against.equals("clearing")
                            ? "no account is debited: add rules, or usual with an account"
                            : "no account stands against it: add rules, or usual with an account"));
        }
        List<Coding.Option> options = one.tracking().entrySet().stream()
                .map(each -> new Coding.Option(each.getKey(), each.getValue()))
                .toList();
        return new CostRules(
                rules,
                usual,
                new Coding(one.account(), options),
                kind.text("entries", "approved").equals("approved"));
    }

    private static String named(String against) {
        return against.equals("clearing") ? "clearing" : "balance sheet";
    }

    private CostRule.Target other(Section section, CostRule.Target one, String against) {
        CostRule.Target target = target(section);
        if (target.equals(one)) {
            faults.add(section.fault(
                    "account",
                    "account " + target.account() + " is the " + named(against) + " account: nothing would be booked"));
        }
        return target;
    }

    private CostRule.Target target(Section section) {
        CostRule.Target target = new CostRule.Target(section.text("account").strip(), section.pairs("tracking"));
        target.tracking().values().forEach(option -> workRules.check(section, option));
        return target;
    }

    /** Read when the first is needed. */
    private static final class Schema {
        static final AgreementSchema ONCE = new AgreementSchema("/journals.schema.json");
    }
}
