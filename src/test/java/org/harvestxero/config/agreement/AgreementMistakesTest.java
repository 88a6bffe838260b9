package org.harvestxero.config.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write into agreements by mistake, and what they are told: where, what is allowed, what was probably meant. */
class AgreementMistakesTest {
    @TempDir
    Path folder;

    private String refusal(String text) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), text);
        return new AgreementCatalogue(folder, ZoneId.of("UTC"))
                .reload().refused().stream()
                        .map(AgreementRefusedException::getMessage)
                        .reduce((one, other) -> one + "\n" + other)
                        .orElse("taken");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "calendar: {due: net 20th} | \"due\" wants net 30, the 7th, the 20th of the following month, end of the month, end of the following month, period end, after period or close day, not net 20th; did you mean net 20 or the 20th of the following month?",
                "calendar: {due: 20th of next month} | \"due\" wants net 30, the 7th, the 20th of the following month, end of the month, end of the following month, period end, after period or close day, not 20th of next month; did you mean the 20th of the following month?",
                "calendar: {due: 30 days} | \"due\" wants net 30, the 7th, the 20th of the following month, end of the month, end of the following month, period end, after period or close day, not 30 days; did you mean net 30?",
                "calendar: {due: eom} | \"due\" wants net 30, the 7th, the 20th of the following month, end of the month, end of the following month, period end, after period or close day, not eom; did you mean end of the month?",
                "calendar: {due: whenever} | \"due\" wants net 30, the 7th, the 20th of the following month, end of the month, end of the following month, period end, after period or close day, not whenever",
                "calendar: {holidays: uk} | \"holidays\" wants a country or a part of one, such as us, us-ny or gb-sct, or none, not uk; did you mean gb?",
                "calendar: {holidays: GB} | \"holidays\" wants a country or a part of one, such as us, us-ny or gb-sct, or none, not GB; did you mean gb?",
                "calendar: {holidays: Germany} | \"holidays\" wants a country or a part of one, such as us, us-ny or gb-sct, or none, not Germany; did you mean de?",
                "calendar: {timeZone: London} | \"timeZone\" wants a time zone such as Europe/London, not London; did you mean Europe/London?",
                "calendar: {timeZone: Mars/North} | \"timeZone\" wants a time zone such as Europe/London, not Mars/North",
                "calendar: {close: 5th working day} | \"close\" wants the 1st, last day, last working day or working day 3, not 5th working day; did you mean working day 5?",
                "calendar: {closeAt: 9am} | \"closeAt\" wants a time of day such as 09:00, not 9am; did you mean 09:00?",
                "calendar: {every: monthly} | \"every\" is one of week, two weeks, half month, month, quarter, year, not monthly; did you mean month?",
                "calendar: {every: fortnight} | \"every\" is one of week, two weeks, half month, month, quarter, year, not fortnight; did you mean two weeks?",
                "calendar: monthly | \"calendar\" wants keys and values, such as {every: month, due: net 30}, not monthly",
                "end: 31.12.2026 | \"end\" wants a day such as 2026-11-01, not 31.12.2026; did you mean 2026-12-31?",
                "end: 12/31/2026 | \"end\" wants a day such as 2026-11-01, not 12/31/2026; did you mean 2026-12-31?",
                "end: 01/02/2026 | \"end\" wants a day such as 2026-11-01, not 01/02/2026; did you mean 2026-02-01 or 2026-01-02?",
                "end: 0016-11-01 | \"end\" lies in the year 16; did you mean 2016-11-01?",
                "end: 2026-02-30 | \"end\" can't be 2026-02-30: that month has no such day; did you mean 2026-02-28?",
                "currency: eur | \"currency\" wants a currency of three capital letters, such as EUR, not eur; did you mean EUR?",
                "currency: € | \"currency\" wants a currency of three capital letters, such as EUR, not €; did you mean EUR?",
                "clients: Globex | \"clients\" is not known here; did you mean client?",
                "hours: minuts | \"hours\" is one of harvest, minutes, not minuts; did you mean minutes?",
                "minimumInvoice: 100.005 | \"minimumInvoice\" has too many decimals, not 100.005: at most two",
                "minimumInvoice: \"1,500\" | \"minimumInvoice\" wants an amount such as 1500 or 99.50, not 1,500; did you mean 1500?",
                "minimumInvoice: 250 EUR | \"minimumInvoice\" wants an amount such as 1500 or 99.50, not 250 EUR; did you mean 250?",
                "minimumInvoice: -5 | \"minimumInvoice\" can't be below 0, not -5",
                "mode: Shadow | \"mode\" is one of live, shadow, not Shadow; did you mean shadow?",
                "rates: [{role: Senior, hour: \"95,50\"}] | \"hour\" wants a price such as 95 or 0.655, not 95,50; did you mean 95.50?",
                "rates: [{role: Senior}] | exactly one of hour, day is needed",
                "rates: {role: Senior, hour: 95} | \"rates\" wants a list, such as [{role: Senior, hour: 95}]",
                "rules: [{name: Plan, retainer: {fee: 1500, included: 20}}] | \"included\" wants {hours: 20} or {money: 20}, not 20",
                "rules: [{name: Plan, retainer: {fee: 1500}}] | \"included\" is missing: say what the fee covers, such as included: {hours: 20}",
                "rules: [{name: Plan, retainer: {fee: 1500, included: {hours: 20, money: 500}}}] | \"included\" wants {hours: 20} or {money: 1500}",
                "rules: [{name: Plan, hourly: {}, free: {reason: Friends}}] | exactly one of hourly, retainer, fixed, free is needed, not hourly and free",
                "rules: [{name: Plan}] | exactly one of hourly, retainer, fixed, free is needed",
                "rules: [Plan] | entry 1 of \"rules\" wants keys and values, such as {name: Web, hourly: {}}, not Plan",
                "rules: [{name: Plan, for: {project: Website}, hourly: {}}] | \"project\" is not known here; did you mean projects?",
                "reductions: [{kind: discount, off: invoice, percent: 10%, reason: Friends}] | \"percent\" wants a percentage above 0 and up to 100, such as 12.5, not 10%; did you mean 10?",
                "reductions: [{kind: discount, off: invoice, percent: 0, reason: Friends}] | \"percent\" wants a percentage above 0 and up to 100, such as 12.5, not 0",
                "review: {when: [first invoce]} | a condition of review is one of always, first invoice, new person, new rate, new tax type, unapproved time, cap reached, entries without notes, something is held, zero or negative, {totalAbove: 5000}, {variesFromPrevious: 20}, {variesFromMedian: 20, periods: 3}, not first invoce; did you mean first invoice?",
                "review: {when: always} | \"when\" wants a list, such as [first invoice], not always",
                "review: {when: [{totalAbove: lots}]} | \"totalAbove\" wants an amount such as 1500 or 99.50, not lots",
                "sending: {mirror: \"yes\"} | \"mirror\" wants true or false, not yes; did you mean true?",
                "sending: {status: approved} | \"status\" is one of draft, authorised, not approved; did you mean authorised?",
                "rounding: {how: up, to: 20} | \"to\" is one of 1, 5, 6, 10, 15, 30, not 20",
                "rounding: 15 | \"rounding\" wants keys and values, such as {how: up, to: 15, per: entry}, not 15",
                "layout: {groupBy: [project, project]} | \"groupBy\" names project twice",
                "coding: [{account: 200, tracking: {Region: North, Team: A, Office: B}}] | \"tracking\" has 3 categories: Xero takes two at most",
                "expenses: {exchange: {euro: 1.08}} | \"euro\" is no currency: write three capital letters, such as EUR; did you mean EUR?",
                "caps: [{name: Monthly, hours: forty}] | \"hours\" wants a number of hours such as 20 or 7.5, not forty",
                "caps: [{name: Monthly, hours: 40, warnAt: [80.5]}] | entry 1 of \"warnAt\" wants a whole number from 1 to 100, not 80.5",
                "ratePrecedence: [person, task] | \"ratePrecedence\" wants 4, such as [person, task, role, project], not 2",
                "calendar: {due: net 30 | not YAML: keys begun with { are not closed, or a comma is missing between them",
                "layout: {language: \"en} | not YAML: a quote is opened and not closed",
                "note: due: net 30 | not YAML: a colon stands where none can; put a text that holds a colon in quotes, and begin lines that belong together in the same column",
                "rules: [ | not YAML: something that begins here does not end; look for [ and { that are not closed",
                "\\thours: minutes | not YAML: a tab stands where a line begins; begin lines with blanks",
            })
    void isToldInTheWordsOfTheTrade(String line, String told) throws IOException {
        assertThat(refusal("client: Acme\nstart: 2026-01-01\n" + line.replace("\\t", "\t") + "\n"))
                .isEqualTo("acme.yaml, line 3: " + told);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceByLine() throws IOException {
        assertThat(refusal("""
                clint: Acme
                start: 1.11.2026
                calendar:
                  due: net 20th
                  holidays: uk
                hours: minuts
                rules:
                  - name: Plan
                    retainer:
                      fee: 1,500
                      included: 20
                  - name: Work
                layout: {texts: {hours: "{projct}"}}
                """))
                .startsWith("acme.yaml, line 1: \"clint\" is not known here; did you mean client?"
                        + "; line 2: \"start\" wants a day such as 2026-11-01, not 1.11.2026; did you mean 2026-11-01?"
                        + "; line 4: \"due\" wants net 30, the 7th, the 20th of the following month, end of the month, end of the"
                        + " following month, period end, after period or close day, not net 20th; did you mean net 20 or the"
                        + " 20th of the following month?"
                        + "; line 5: \"holidays\" wants a country or a part of one, such as us, us-ny or gb-sct, or none, not"
                        + " uk; did you mean gb?"
                        + "; line 6: \"hours\" is one of harvest, minutes, not minuts; did you mean minutes?"
                        + "; line 10: \"fee\" wants an amount such as 1500 or 99.50, not 1,500; did you mean 1500?"
                        + "; line 11: \"included\" wants {hours: 20} or {money: 20}, not 20"
                        + "; line 12: exactly one of hourly, retainer, fixed, free is needed"
                        + "; line 13: Unknown name {projct}");
    }
}
