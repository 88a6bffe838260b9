package org.harvestxero.config.agreement;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.calendar.WorkingDays;
import org.harvestxero.dunning.ClientTerms;
import org.harvestxero.dunning.Deed;
import org.harvestxero.dunning.SendingHours;
import org.harvestxero.dunning.StatementFiles;
import org.harvestxero.dunning.Step;
import org.jspecify.annotations.Nullable;

/** Reads how a client is dunned from a tree that fits the schema. */
final class OverdueReader {
    private static final String FROM = "09:00";
    private static final String TO = "17:00";

    private final Supplier<ZoneId> usualZone;
    private final Function<String, Holidays> holidaysOf;

    /**
     * @param usualZone where a file names none
     * @param holidaysOf the public holidays of a place
     */
    OverdueReader(Supplier<ZoneId> usualZone, Function<String, Holidays> holidaysOf) {
        this.usualZone = usualZone;
        this.holidaysOf = holidaysOf;
    }

    /** @throws Fault where a value makes no sense */
    ClientTerms terms(Section section) {
        return new ClientTerms(
                steps(section),
                new ClientTerms.Recipients(
                        section.words("to"),
                        section.isList("manager") ? section.words("manager") : List.of(),
                        section.words("owner"),
                        section.textOrNull("payer")),
                hours(section.in("hours")),
                new ClientTerms.Manner(
                        section.flag("directDebit", false), StatementFiles.called(section.text("attachments", "csv"))),
                section.textOrNull("exempt"));
    }

    private static List<Step> steps(Section section) {
        Set<String> names = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        for (Section each : section.list("steps")) {
            String name = each.text("name").strip();
            if (!names.add(name)) {
                throw each.fault(
                        "name", "\"" + name + "\" is the name of two steps; what was done is remembered by it");
            }
            Deed deed = each.choice("do", "", Deed::called);
            steps.add(each.sensible(() -> new Step(
                    name,
                    each.count("day", 0),
                    deed,
                    each.number("least", BigDecimal.ZERO),
                    each.text("through", "mail").equals("xero"),
                    template(each, deed))));
        }
        return steps;
    }

    private static @Nullable String template(Section step, Deed deed) {
        String usual = switch (deed) {
            case REMIND_CLIENT -> "client";
            case TELL_MANAGER -> "manager";
            case TELL_OWNER -> "owner";
            case STOP_WORK -> "";
        };
        boolean none = deed == Deed.STOP_WORK || step.text("through", "mail").equals("xero");
        if (none && step.has("template")) {
            throw step.fault("template", "a template is for mails of our own; this step sends none");
        }
        return none ? null : step.text("template", usual);
    }

    private SendingHours hours(Section section) {
        ZoneId zone = section.has("timeZone")
                ? section.sensible("timeZone", () -> ZoneId.of(section.text("timeZone")))
                : usualZone.get();
        LocalTime from = LocalTime.parse(section.text("from", FROM));
        LocalTime to = LocalTime.parse(section.text("to", TO));
        WorkingDays days = workingDays(section);
        return section.sensible("from", () -> new SendingHours(from, to, zone, days));
    }

    private WorkingDays workingDays(Section section) {
        Holidays holidays = section.sensible("holidays", () -> holidaysOf.apply(section.text("holidays", "none")));
        if (!section.isList("weekend")) {
            return WorkingDays.mondayToFriday(holidays);
        }
        Set<DayOfWeek> weekend = EnumSet.noneOf(DayOfWeek.class);
        section.words("weekend")
                .forEach(day -> ConstantNames.constant(DayOfWeek.class, day).ifPresent(weekend::add));
        return section.sensible("weekend", () -> new WorkingDays(weekend, holidays));
    }
}
