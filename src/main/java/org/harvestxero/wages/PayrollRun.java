package org.harvestxero.wages;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.harvestxero.api.Payroll.Change;
import org.harvestxero.api.Payroll.Outcome;
import org.harvestxero.api.Payroll.Period;
import org.harvestxero.api.Payroll.Person;
import org.harvestxero.api.Payroll.Sheet;
import org.harvestxero.api.Payroll.Unmatched;
import org.harvestxero.config.agreement.PayrollRules;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.payroll.EmployeeMatch;
import org.harvestxero.payroll.Hindrance;
import org.harvestxero.payroll.OvertimeRule;
import org.harvestxero.payroll.PayCalendar;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.payroll.PayPeriod;
import org.harvestxero.payroll.PaySheet;
import org.harvestxero.payroll.Payee;
import org.harvestxero.store.payroll.PayrollTimesheetTable.Key;
import org.harvestxero.store.payroll.PayrollTimesheetTable.Whose;
import org.harvestxero.xero.XeroTimesheet;
import org.jspecify.annotations.Nullable;

/** The timesheets of all pay periods that hold a day, one after the other. */
final class PayrollRun {
    private final PayrollSides sides;
    private final PayrollSetup setup;
    private final PayrollRules rules;
    private final TimesheetDecision decision;
    private final TimesheetRecord record;
    private final LocalDate today;
    private final List<String> notes = new ArrayList<>();

    PayrollRun(
            PayrollSides sides,
            PayrollSetup setup,
            PayrollRules rules,
            TimesheetDecision decision,
            TimesheetRecord record,
            LocalDate today) {
        this.sides = sides;
        this.setup = setup;
        this.rules = rules;
        this.decision = decision;
        this.record = record;
        this.today = today;
    }

    /** What came of it. */
    record Result(List<Period> periods, List<Unmatched> unmatched, List<String> notes) {}

    /** @param periods by pay calendar: those that are looked at */
    Result run(Map<PayCalendar, PayPeriod> periods, Map<Long, String> links) {
        if (periods.isEmpty()) {
            return new Result(List.of(), List.of(), notes);
        }
        PeriodEntries harvest = PeriodEntries.of(sides);
        Map<Long, List<CostEntry>> worked = worked(harvest, periods);
        List<Payee> payees = harvest.people().stream()
                .filter(payee -> rules.people().holds(payee.person()))
                .sorted(Comparator.comparing(Payee::name).thenComparing(Payee::id))
                .toList();
        List<EmployeeMatch> matches = EmployeeMatch.of(payees, setup.employees(), links);
        List<Period> done = new ArrayList<>();
        List<Unmatched> unmatched = new ArrayList<>();
        for (EmployeeMatch match : matches) {
            unmatched(match, worked.getOrDefault(match.payee().id(), List.of()), periods)
                    .ifPresent(unmatched::add);
        }
        new TreeMap<>(byPeriod(periods))
                .forEach((period, calendars) -> calendars.forEach(calendar ->
                        done.add(new Period(period, calendar.name(), sheets(calendar, period, matches, worked)))));
        return new Result(done, unmatched, notes);
    }

    private static Map<PayPeriod, List<PayCalendar>> byPeriod(Map<PayCalendar, PayPeriod> periods) {
        return periods.keySet().stream()
                .sorted(Comparator.comparing(PayCalendar::name).thenComparing(PayCalendar::id))
                .collect(Collectors.groupingBy(periods::get));
    }

    private Map<Long, List<CostEntry>> worked(PeriodEntries harvest, Map<PayCalendar, PayPeriod> periods) {
        @Nullable OvertimeRule overtime = rules.pay().overtime();
        LocalDate first = periods.values().stream()
                .map(period -> overtime == null ? period.first() : overtime.reachesBackTo(period))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        LocalDate last = periods.values().stream()
                .map(PayPeriod::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return harvest.between(first, last, notes).stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.work().person().name().id()));
    }

    /** Somebody with hours who can't be sent at all. */
    private Optional<Unmatched> unmatched(
            EmployeeMatch match, List<CostEntry> entries, Map<PayCalendar, PayPeriod> periods) {
        Hindrance hindrance = match.hindrance();
        if (hindrance == null
                && match.employee() != null
                && setup.calendar(match.employee().calendarId()).isEmpty()) {
            hindrance = new Hindrance(
                    Hindrance.Kind.UNKNOWN_CALENDAR,
                    "the pay calendar of " + match.payee().name() + " is of a kind that is not known here",
                    "Enter their timesheet in Xero by hand.");
        }
        BigDecimal hours = entries.stream()
                .filter(entry -> periods.values().stream().anyMatch(period -> period.holds(entry.day())))
                .map(CostEntry::hours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return hindrance == null || hours.signum() == 0
                ? Optional.empty()
                : Optional.of(new Unmatched(person(match), hours, hindrance));
    }

    private static Person person(EmployeeMatch match) {
        return new Person(match.payee().id(), match.payee().name());
    }

    private List<Sheet> sheets(
            PayCalendar calendar, PayPeriod period, List<EmployeeMatch> matches, Map<Long, List<CostEntry>> worked) {
        Map<String, List<XeroTimesheet>> standing = new HashMap<>();
        PayrollSetup.pages(sides, page -> XeroTimesheet.list(calendar.id(), period, page), XeroTimesheet::listIn)
                .stream()
                .filter(each -> period.equals(each.owner().period()))
                .forEach(each -> standing.computeIfAbsent(each.owner().employeeId(), none -> new ArrayList<>())
                        .add(each));
        List<Sheet> sheets = new ArrayList<>();
        for (EmployeeMatch match : matches) {
            if (match.employee() == null
                    || match.hindrance() != null
                    || !calendar.id().equalsIgnoreCase(match.employee().calendarId())) {
                continue;
            }
            String employee = match.employee().id();
            Whose whose = new Whose(
                    new Key(employee, period), calendar.id(), match.payee().id());
            PaySheet paid =
                    PaySheet.of(period, worked.getOrDefault(match.payee().id(), List.of()), rules.pay());
            List<XeroTimesheet> there = standing.getOrDefault(employee, List.of());
            if (!paid.lines().isEmpty()
                    || !paid.unpaid().isEmpty()
                    || record.find(whose.key()).isPresent()) {
                sheets.add(sheet(match, whose, paid, there));
            }
        }
        return sheets;
    }

    private Sheet sheet(EmployeeMatch match, Whose whose, PaySheet paid, List<XeroTimesheet> listed) {
        List<XeroTimesheet> standing =
                listed.stream().map(each -> record.read(each.id()).orElse(each)).toList();
        List<PayLine> before =
                standing.stream().flatMap(each -> each.payLines().stream()).toList();
        return new Sheet(person(match), paid, setup.byName(before), change(match, whose, paid, standing));
    }

    private Change change(EmployeeMatch match, Whose whose, PaySheet paid, List<XeroTimesheet> standing) {
        Hindrance hindrance = setup.hindrance(paid.lines());
        LocalDate left = match.employee() == null ? null : match.employee().end();
        if (hindrance == null
                && left != null
                && paid.lines().stream().anyMatch(line -> line.cell().day().isAfter(left))) {
            hindrance = new Hindrance(
                    Hindrance.Kind.LEFT,
                    match.payee().name() + " left on " + left + " by Xero Payroll and has hours after that",
                    "Correct the hours in Harvest, or the last day in Xero.");
        }
        if (hindrance != null) {
            return new Change(Outcome.HELD, sentence(hindrance), null, null);
        }
        if (!whose.key().period().last().isBefore(today) && standing.isEmpty()) {
            return new Change(
                    Outcome.DUE, "The period ends on " + whose.key().period().last() + ".", null, null);
        }
        return decision.decide(new TimesheetDecision.Wanted(whose, setup.byId(paid.lines()), paid.isWhole()), standing);
    }

    private static String sentence(Hindrance hindrance) {
        String words = hindrance.words();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ". " + hindrance.remedy();
    }
}
