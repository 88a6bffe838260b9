package org.harvestxero.sandbox;

import static org.harvestxero.sandbox.harvest.Builders.aClient;
import static org.harvestxero.sandbox.harvest.Builders.aContact;
import static org.harvestxero.sandbox.harvest.Builders.aPayment;
import static org.harvestxero.sandbox.harvest.Builders.aProject;
import static org.harvestxero.sandbox.harvest.Builders.aTask;
import static org.harvestxero.sandbox.harvest.Builders.aTimeEntry;
import static org.harvestxero.sandbox.harvest.Builders.aUser;
import static org.harvestxero.sandbox.harvest.Builders.anExpense;
import static org.harvestxero.sandbox.harvest.Builders.anInvoice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.sandbox.harvest.HarvestSandbox;
import org.harvestxero.sandbox.harvest.InvoiceBuilder;

/**
 * A small British agency to look at: fifteen invoices of the previous and the current month in every state and three
 * currencies, two of them bad, and last month's time and expenses of two clients, not yet billed.
 *
 * <p>All names are made up. Dates follow the account's clock, so that it always looks current.
 */
public final class SampleAgency {
    /** Billed in pounds, by the hour, one price for all. */
    public static final String BAKERY = "Sample Bakery Ltd";
    /** Billed in pounds, by the hour, each person with a price of their own. */
    public static final String MUSEUM = "Example Museum";
    /** Billed in dollars. */
    public static final String SAILING = "Sample Sailing Inc";
    /** Billed in euros. */
    public static final String VERLAG = "Beispiel Verlag GmbH";
    /** Billed in Swedish kronor, which the sandbox's Xero organisation has not subscribed to. */
    public static final String KAFFE = "Exempel Kaffe AB";

    /** An open invoice in dollars, which its client pays later on. */
    static final String PAID_LATER = "1003";

    private static final long RETAINER = 4_711;

    private final HarvestSandbox harvest;
    private final LocalDate today;
    private final LocalDate lastMonth;
    private long nextNumber = 1001;

    private SampleAgency(HarvestSandbox harvest) {
        this.harvest = harvest;
        this.today = harvest.today();
        this.lastMonth = today.minusMonths(1).withDayOfMonth(1);
    }

    /** Fills an empty account. */
    public static void plant(HarvestSandbox harvest) {
        new SampleAgency(harvest).plant();
    }

    private void plant() {
        long bakery = client(BAKERY, "GBP", "1 Sample Street\r\nSampleton", "Billie");
        long museum = client(MUSEUM, "GBP", "2 Example Road\r\nExampleford", "Morgan");
        long sailing = client(SAILING, "USD", "3 Sample Pier\r\nSample Harbor", "Sandy");
        long verlag = client(VERLAG, "EUR", "Beispielweg 4\r\n12345 Musterstadt", "Vivian");
        long kaffe = client(KAFFE, "SEK", "Exempelgatan 5\r\nExempelstad", "Kaj");
        plantInvoices(bakery, museum, sailing, verlag, kaffe);
        plantWork(bakery, museum);
    }

    private long client(String name, String currency, String address, String contact) {
        long id = harvest.add(aClient(name).currency(currency).address(address));
        harvest.add(aContact(id, contact, "Sample")
                .email(contact.toLowerCase(java.util.Locale.ROOT) + "@example.com")
                .recipient());
        return id;
    }

    /** A day of the previous month, or of the current one but never after today. */
    private LocalDate day(LocalDate month, int dayOfMonth) {
        LocalDate day = month.plusDays(dayOfMonth - 1L);
        return day.isAfter(today) ? today : day;
    }

    private LocalDate before(int dayOfMonth) {
        return day(lastMonth, dayOfMonth);
    }

    private LocalDate now(int dayOfMonth) {
        return day(lastMonth.plusMonths(1), dayOfMonth);
    }

    private InvoiceBuilder invoice(long client, LocalDate issued, String subject) {
        InvoiceBuilder invoice = anInvoice(client)
                .number(Long.toString(nextNumber++))
                .issued(issued)
                .due(issued.plusDays(30))
                .subject(subject);
        return issued.isBefore(today) ? invoice.createdAt(issued.atTime(9, 0).toInstant(ZoneOffset.UTC)) : invoice;
    }

    private void plantInvoices(long bakery, long museum, long sailing, long verlag, long kaffe) {
        harvest.add(invoice(bakery, before(3), "Website, first phase")
                .tax("20")
                .taxedLine("Page templates", "12.5", "95.00")
                .taxedLine("Photo shoot", "1", "450.00")
                .open()
                .payment(aPayment("1965.00").on(before(24)).notes("Bank transfer")));
        harvest.add(invoice(museum, before(5), "Exhibition app")
                .tax("20")
                .taxedLine("Prototype", "20", "110.00")
                .open()
                .payment(aPayment("1000.00").on(before(20)).notes("First instalment"))
                .payment(aPayment("640.00").on(now(2)).notes("Second instalment")));
        harvest.add(invoice(sailing, before(8), "Launch film")
                .purchaseOrder("PO-77")
                .line("Storyboard", "1", "1800.00")
                .line("Editing", "9.25", "140.00")
                .open());
        harvest.add(invoice(verlag, before(10), "Autumn catalogue")
                .line("Layout of 48 pages", "48", "32.50")
                .open()
                .payment(aPayment("1560.00").on(before(18)).gateway("stripe", "ch_sample_1004")));
        harvest.add(invoice(bakery, before(12), "Menu cards")
                .discount("10")
                .tax("20")
                .taxedLine("Design of three menu cards", "3", "33.33")
                .open());
        harvest.add(invoice(museum, before(15), "Support")
                .tax("20")
                .taxedLine("Support, 7 h 20 min", "7.33", "95.00")
                .taxedLine("Data import, 12 h 40 min", "12.666667", "87.5025")
                .open());
        harvest.add(invoice(sailing, before(17), "Social media")
                .line("Posts", "14", "85.00")
                .open()
                .payment(aPayment("500.00").on(before(22)))
                .payment(aPayment("690.00").on(now(3))));
        harvest.add(invoice(museum, before(19), "Guide books and services")
                .tax("20")
                .tax2("5")
                .taxedLine("Editing", "6", "80.00")
                .line("Energy survey at the reduced rate", "1", "260.00", line -> line.put("taxed2", true))
                .open());
        harvest.add(invoice(bakery, before(21), "Shop window concept")
                .tax("20")
                .taxedLine("Concept", "1", "600.00")
                .open()
                .payment(aPayment("400.00").on(before(28)))
                .writtenOff());
        harvest.add(invoice(verlag, before(23), "Retainer for next quarter")
                .forRetainer(RETAINER)
                .line("Prepaid work", "1", "3000.00")
                .open()
                .payment(aPayment("3000.00").on(now(1))));
        harvest.add(invoice(verlag, now(2), "Spring catalogue")
                .line("Layout of 24 pages", "24", "32.50")
                .line("Credit for a misprint", "1", "-75.00")
                .open());
        harvest.add(invoice(museum, now(4), "Exhibition app, second phase")
                .tax("20")
                .taxedLine("Visitor tests", "3", "110.00"));
        harvest.add(invoice(sailing, now(5), "Newsletter").line("Set-up", "1", "350.00"));
        harvest.add(invoice(kaffe, now(3), "Coffee packaging")
                .line("Packaging design", "10", "950.00")
                .open());
        harvest.add(invoice(bakery, now(4), "Odds and ends")
                .tax("20")
                .taxedLine(null, "1", "80.00")
                .open());
    }

    private void plantWork(long bakery, long museum) {
        long design = harvest.add(aTask("Design"));
        long development = harvest.add(aTask("Development"));
        long management = harvest.add(aTask("Project management"));
        long meeting = harvest.add(aTask("Internal meeting").notBillable());
        long alex = harvest.add(
                aUser("Alex", "Sample").billableRate("85.00").costRate("42.00").roles("Designer"));
        long robin = harvest.add(aUser("Robin", "Example")
                .billableRate("110.00")
                .costRate("58.00")
                .roles("Developer"));
        long kim = harvest.add(aUser("Kim", "Placeholder")
                .billableRate("95.00")
                .costRate("50.00")
                .roles("Project manager")
                .accessRoles("manager", "managed_projects_invoice_manager"));
        long website = harvest.add(aProject(bakery, "Website")
                .code("BW")
                .hourlyRate("95.00")
                .task(design)
                .task(development)
                .task(management)
                .unbillableTask(meeting)
                .person(alex)
                .person(robin)
                .manager(kim));
        long app = harvest.add(aProject(museum, "Exhibition app")
                .code("MA")
                .billedByPerson()
                .task(design)
                .task(development)
                .task(management)
                .unbillableTask(meeting)
                .person(alex)
                .person(robin)
                .manager(kim));
        List<LocalDate> days = workingDays();
        for (int i = 0; i < days.size(); i += 2) {
            LocalDate day = days.get(i);
            harvest.add(aTimeEntry(website, design, alex)
                    .on(day)
                    .hours(i % 4 == 0 ? "3.25" : "1.67")
                    .notes("Page " + (i / 2 + 1))
                    .approved());
            harvest.add(aTimeEntry(app, development, robin)
                    .on(day)
                    .hours(i % 4 == 0 ? "4.5" : "2.33")
                    .notes("Story " + (i / 2 + 1))
                    .approved());
        }
        harvest.add(aTimeEntry(website, management, kim)
                .on(days.get(1))
                .hours("1.5")
                .notes("Planning with the client")
                .approved());
        harvest.add(aTimeEntry(website, meeting, kim)
                .on(days.get(1))
                .hours("0.5")
                .notes("Stand-up")
                .approved());
        harvest.add(aTimeEntry(app, design, alex)
                .on(days.get(3))
                .hours("2.75")
                .notes("Icons, second round")
                .submitted());
        harvest.add(aTimeEntry(app, management, kim)
                .on(days.get(days.size() - 1))
                .hours("1.25")
                .notes("Month's report"));
        harvest.add(anExpense(app, category("Transportation"), robin)
                .on(days.get(2))
                .cost("48.60")
                .notes("Train to the museum")
                .receipt("train-ticket.txt", "text/plain", "Sample ticket, 48.60")
                .approved());
        harvest.add(anExpense(website, category("Mileage"), kim)
                .on(days.get(1))
                .units("24")
                .notes("Drive to the bakery")
                .approved());
        harvest.add(anExpense(website, category("Meals"), kim)
                .on(days.get(1))
                .cost("18.40")
                .notes("Lunch of our own")
                .notBillable()
                .approved());
    }

    private List<LocalDate> workingDays() {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = lastMonth; day.getMonth() == lastMonth.getMonth(); day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                days.add(day);
            }
        }
        return days;
    }

    private long category(String name) {
        for (JsonNode each : harvest.get("/expense_categories").path("expense_categories")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asLong();
            }
        }
        throw new IllegalStateException("The account has no expense category " + name);
    }
}
