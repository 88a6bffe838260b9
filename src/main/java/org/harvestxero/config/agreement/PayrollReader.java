package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.monthend.CostRule;
import org.harvestxero.payroll.OvertimeRule;
import org.harvestxero.payroll.PayRegion;
import org.harvestxero.payroll.PayRule;
import org.harvestxero.payroll.PayRules;
import org.jspecify.annotations.Nullable;

/** Reads how hours become timesheets of payroll. */
final class PayrollReader {
    static final String NAME = "payroll.yaml";
    private static final Currency ANY = Currency.getInstance("USD");
    private static final List<String> FILLED = List.of("{project}", "{client}", "{task}");

    private final List<Fault> faults = new ArrayList<>();
    private final WorkRuleReader workRules = new WorkRuleReader(FILLED, faults);

    private PayrollReader() {}

    /**
     * @return empty where nothing is sent
     * @throws AgreementRefusedException naming all that is wrong, each with its line
     */
    static Optional<PayrollRules> read(String text) throws AgreementRefusedException {
        if (text.isBlank()) {
            return Optional.empty();
        }
        YamlFile yaml = YamlFile.read(NAME, text);
        yaml.refuseFor(AgreementFaults.of(Schema.ONCE, yaml.root()));
        PayrollReader reader = new PayrollReader();
        Optional<PayrollRules> rules = reader.rules(yaml.root());
        yaml.refuseFor(reader.faults);
        return rules;
    }

    private Optional<PayrollRules> rules(ObjectNode root) {
        Section file = Section.root(root, ANY);
        Section people = file.in("people");
        PayrollRules rules = new PayrollRules(
                PayRegion.called(file.text("region")),
                pay(file),
                new PayrollRules.People(people.flag("contractors", false), people.texts("except")),
                file.text("approve", "never").equals("matching"),
                file.count("after", 1));
        return file.flag("enabled", true) ? Optional.of(rules) : Optional.empty();
    }

    private PayRules pay(Section file) {
        Set<String> leave = file.texts("leave");
        @Nullable String tracking = option(file);
        List<PayRule> rules = new ArrayList<>();
        for (Section each : file.list("rules")) {
            CostRule.Condition when = WorkRuleReader.condition(each);
            if (!when.tasks().isEmpty() && leave.containsAll(when.tasks())) {
                faults.add(each.fault("task", "this task is leave, which is not sent: the rule never applies"));
            }
            @Nullable String own = option(each);
            rules.add(new PayRule(
                    when,
                    new PayRule.Target(
                            each.text("rate").strip(), own == null ? tracking : own, each.flag("overtime", true))));
        }
        if (rules.isEmpty() && !file.has("usual")) {
            faults.add(file.fault("region", "nothing is paid: add usual with an earnings rate, or rules"));
        }
        return new PayRules(
                rules,
                file.has("usual") ? new PayRule.Target(file.text("usual").strip(), tracking, true) : null,
                file.has("overtime") ? overtime(file.in("overtime")) : null,
                leave);
    }

    private OvertimeRule overtime(Section overtime) {
        if (!overtime.has("day") && !overtime.has("week")) {
            faults.add(overtime.fault("rate", "no hours are overtime: add day or week, such as day: 8"));
        }
        return new OvertimeRule(
                overtime.text("rate").strip(),
                overtime.numberOrNull("day"),
                overtime.numberOrNull("week"),
                ConstantNames.constant(DayOfWeek.class, overtime.text("weekBegins", "Monday"))
                        .orElse(DayOfWeek.MONDAY));
    }

    private @Nullable String option(Section section) {
        String option = section.textOrNull("tracking");
        if (option != null) {
            workRules.check(section, option);
        }
        return option;
    }

    /** Read when the first is needed. */
    private static final class Schema {
        static final AgreementSchema ONCE = new AgreementSchema("/payroll.schema.json");
    }
}
