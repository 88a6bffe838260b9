package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.harvestxero.sandbox.harvest.Document.Birth;
import org.jspecify.annotations.Nullable;

/**
 * Many documents at once, always the same for the same seed; for measuring.
 *
 * @param seed what chance begins with
 * @param clients how many new clients, each with one project
 * @param invoices how many sent invoices, spread over the clients
 * @param paidPercent of the invoices, so many are paid in full by one payment
 * @param lines per invoice
 * @param timeEntries how many, approved and unbilled, spread over clients, people, tasks and days
 * @param users how many new people log the time
 * @param from first issue and spent date
 * @param to last issue and spent date
 * @param currencies taken in turn by the clients; empty for the company's own
 * @param taxPercent of each invoice; null for none
 */
public record BulkSeed(
        long seed,
        int clients,
        int invoices,
        int paidPercent,
        int lines,
        int timeEntries,
        int users,
        LocalDate from,
        LocalDate to,
        List<String> currencies,
        @Nullable BigDecimal taxPercent) {

    /** So many sent and fully paid invoices of one line in the month up to {@code today}. */
    public static BulkSeed paidInvoices(int invoices, int clients, LocalDate today) {
        return new BulkSeed(1, clients, invoices, 100, 1, 0, 0, today.minusDays(27), today, List.of(), null);
    }

    /** So many approved, unbilled entries of 20 people in the month up to {@code today}. */
    public static BulkSeed approvedTime(int timeEntries, int clients, LocalDate today) {
        return new BulkSeed(1, clients, 0, 0, 1, timeEntries, 20, today.minusDays(27), today, List.of(), null);
    }

    static BulkSeed of(Fields body, LocalDate today) {
        LocalDate from = body.date("from");
        LocalDate to = body.date("to");
        BulkSeed seed = new BulkSeed(
                orElse(body.whole("seed"), 1),
                (int) orElse(body.whole("clients"), 1),
                (int) orElse(body.whole("invoices"), 0),
                (int) orElse(body.whole("paid_percent"), 100),
                (int) orElse(body.whole("lines"), 1),
                (int) orElse(body.whole("time_entries"), 0),
                (int) orElse(body.whole("users"), 20),
                from == null ? today.minusDays(27) : from,
                to == null ? today : to,
                body.texts("currencies"),
                body.decimal("tax"));
        body.stopIfWrong();
        return seed;
    }

    private static long orElse(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }

    /** How many of each kind were made. */
    Map<String, Integer> plant(HarvestAccount account) {
        SplittableRandom chance = new SplittableRandom(seed);
        List<Project> projects = plantClients(account);
        plantInvoices(account, projects, chance);
        plantTime(account, projects, chance);
        Map<String, Integer> made = new LinkedHashMap<>();
        made.put("clients", clients);
        made.put("invoices", invoices);
        made.put("time_entries", timeEntries);
        return made;
    }

    private List<Project> plantClients(HarvestAccount account) {
        List<Project> projects = new ArrayList<>(clients);
        int first = account.clients.size();
        for (int i = 0; i < clients; i++) {
            String currency = currencies.isEmpty() ? account.company.currency() : currencies.get(i % currencies.size());
            Client client = new Client(account.birth(), currency);
            client.name = "Bulk Client " + (first + i + 1);
            account.clients.add(client);
            Project project = new Project(account.birth(), client);
            project.name = "Bulk Project " + (first + i + 1);
            project.billBy = "Project";
            project.hourlyRate = BigDecimal.valueOf(60 + i % 60);
            account.projects.add(project);
            projects.add(project);
        }
        return projects;
    }

    private void plantInvoices(HarvestAccount account, List<Project> projects, SplittableRandom chance) {
        long number = invoices == 0 ? 0 : Long.parseLong(account.nextInvoiceNumber());
        for (int i = 0; i < invoices; i++) {
            Client client = projects.get(i % projects.size()).client;
            LocalDate day = day(chance);
            Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(9, ChronoUnit.HOURS);
            Instant changed = at.isAfter(account.now()) ? account.now() : at;
            Invoice invoice = new Invoice(
                    new Birth(account.nextId(), changed, changed),
                    client,
                    account.owner(),
                    Long.toString(number + i),
                    day);
            invoice.dueDate = day.plusDays(30);
            invoice.state = InvoiceState.OPEN;
            invoice.sentAt = changed;
            invoice.tax = taxPercent;
            List<LineItem> items = new ArrayList<>(lines);
            for (int line = 0; line < lines; line++) {
                LineItem item =
                        new LineItem(account.nextId(), "Service", BigDecimal.valueOf(chance.nextInt(5_000, 20_000), 2));
                item.description = "Work package " + (line + 1);
                item.quantity = BigDecimal.valueOf(chance.nextInt(1, 4_000), 2);
                item.taxed = taxPercent != null;
                items.add(item);
            }
            invoice.lines(items);
            invoice.reckon();
            if (i % 100 < paidPercent) {
                LocalDate paid = day.plusDays(1).isAfter(to) ? day : day.plusDays(1);
                invoice.payments.add(new Payment(
                        new Birth(account.nextId(), changed, changed),
                        invoice,
                        invoice.amount(),
                        paid.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        paid,
                        account.owner()));
            }
            Settlement.reckon(invoice, changed);
            account.invoices.add(invoice);
            account.noteInvoiceNumber(invoice.number);
        }
    }

    private void plantTime(HarvestAccount account, List<Project> projects, SplittableRandom chance) {
        if (timeEntries == 0) {
            return;
        }
        List<User> people = plantPeople(account);
        List<Task> tasks = plantTasks(account);
        for (Project project : projects) {
            for (Task task : tasks) {
                TaskAssignment assignment = new TaskAssignment(account.birth(), project, task);
                assignment.billable = true;
                project.tasks.add(assignment);
                account.taskAssignments.add(assignment);
            }
            for (User user : people) {
                UserAssignment assignment = new UserAssignment(account.birth(), project, user);
                project.users.add(assignment);
                account.userAssignments.add(assignment);
            }
        }
        Instant now = account.now();
        for (int i = 0; i < timeEntries; i++) {
            Project project = projects.get(i % projects.size());
            UserAssignment who = project.users.get(chance.nextInt(people.size()));
            TimeEntry entry = new TimeEntry(
                    new Birth(account.nextTimeEntryId(), now, now),
                    who.user,
                    who,
                    project.tasks.get(chance.nextInt(tasks.size())),
                    day(chance));
            entry.hours = BigDecimal.valueOf(chance.nextInt(5, 800), 2);
            entry.approval = Approval.APPROVED;
            account.timeEntries.add(entry);
        }
    }

    private List<User> plantPeople(HarvestAccount account) {
        List<User> people = new ArrayList<>();
        for (int i = 0; i < Math.max(1, users); i++) {
            User user = new User(account.birth(), account.company.timeZone());
            user.firstName = "Person";
            user.lastName = "Number " + (i + 1);
            user.email = "person" + user.id() + "@example.com";
            account.users.add(user);
            people.add(user);
        }
        return people;
    }

    private static List<Task> plantTasks(HarvestAccount account) {
        List<Task> tasks = new ArrayList<>();
        for (String name : List.of("Design", "Development", "Project management")) {
            Task task = new Task(account.birth());
            task.name = name;
            account.tasks.add(task);
            tasks.add(task);
        }
        return tasks;
    }

    private LocalDate day(SplittableRandom chance) {
        long days = Math.max(0, ChronoUnit.DAYS.between(from, to));
        return from.plusDays(chance.nextLong(days + 1));
    }
}
