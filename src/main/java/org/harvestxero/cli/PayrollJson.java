package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.harvestxero.api.Payroll.Answer;
import org.harvestxero.api.Payroll.Period;
import org.harvestxero.api.Payroll.Person;
import org.harvestxero.api.Payroll.Sheet;
import org.harvestxero.api.Payroll.Staff;
import org.harvestxero.api.Payroll.Unmatched;
import org.harvestxero.monthend.CostEntry;
import org.harvestxero.payroll.PayLine;
import org.harvestxero.payroll.Unpaid;

/** Timesheets of payroll as JSON. */
final class PayrollJson {
    private PayrollJson() {}

    static ObjectNode answer(Answer answer) {
        ObjectNode node = JsonOutput.object();
        node.set("periods", JsonOutput.array(answer.periods(), PayrollJson::period));
        node.set("unmatched", JsonOutput.array(answer.unmatched(), PayrollJson::unmatched));
        node.set("notes", JsonOutput.texts(answer.notes()));
        node.set("troubles", JsonOutput.troubles(answer.troubles()));
        node.set("calls", JsonOutput.calls(answer.calls()));
        return node;
    }

    private static ObjectNode period(Period period) {
        ObjectNode node = JsonOutput.object()
                .put("first", period.period().first().toString())
                .put("last", period.period().last().toString())
                .put("calendar", period.calendar());
        node.set("timesheets", JsonOutput.array(period.sheets(), PayrollJson::sheet));
        return node;
    }

    private static ObjectNode person(Person person) {
        return JsonOutput.object().put("personId", person.id()).put("person", person.name());
    }

    private static ObjectNode sheet(Sheet sheet) {
        ObjectNode node = person(sheet.person()).put("hours", sheet.paid().hours());
        node.set("lines", JsonOutput.array(sheet.paid().lines(), PayrollJson::line));
        node.put("inXeroBefore", PayLine.sum(sheet.standing()));
        node.set("linesInXeroBefore", JsonOutput.array(sheet.standing(), PayrollJson::line));
        node.put("outcome", sheet.change().outcome().word())
                .put("message", sheet.change().message())
                .put("status", sheet.change().status())
                .put("xeroId", sheet.change().targetId());
        node.set("leftOut", JsonOutput.array(sheet.paid().unpaid(), PayrollJson::unpaid));
        return node;
    }

    private static ObjectNode line(PayLine line) {
        return JsonOutput.object()
                .put("date", line.cell().day().toString())
                .put("rate", line.cell().rate())
                .put("tracking", line.cell().option())
                .put("hours", line.hours());
    }

    private static ObjectNode unpaid(Unpaid unpaid) {
        ObjectNode node = JsonOutput.object()
                .put("why", JsonOutput.word(unpaid.why()))
                .put("words", unpaid.words())
                .put("remedy", unpaid.remedy())
                .put("hours", unpaid.hours());
        node.set("entries", JsonOutput.array(unpaid.entries(), PayrollJson::entry));
        return node;
    }

    private static ObjectNode entry(CostEntry entry) {
        return JsonOutput.object()
                .put("id", entry.id())
                .put("date", entry.day().toString())
                .put("project", entry.work().project().name())
                .put("task", entry.work().task().name())
                .put("hours", entry.hours());
    }

    private static ObjectNode unmatched(Unmatched unmatched) {
        return person(unmatched.person())
                .put("hours", unmatched.hours())
                .put("why", JsonOutput.word(unmatched.hindrance().kind()))
                .put("words", unmatched.hindrance().words())
                .put("remedy", unmatched.hindrance().remedy());
    }

    static ObjectNode staff(Staff staff) {
        ObjectNode node = JsonOutput.object()
                .put("employeeId", staff.employeeId())
                .put("name", staff.name())
                .put("email", staff.email());
        Person person = staff.person();
        return node.put("personId", person == null ? null : person.id())
                .put("person", person == null ? null : person.name())
                .put("linked", staff.linked());
    }
}
