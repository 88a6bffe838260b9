package org.harvestxero.sandbox.harvest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.sandbox.harvest.Document.Birth;
import org.jspecify.annotations.Nullable;

/** Everything one Harvest account holds. */
final class HarvestAccount {
    private static final long TIME_ENTRY_IDS = 1L << 31;
    private static final DateTimeFormatter TWELVE_HOURS = DateTimeFormatter.ofPattern("h:mma", Locale.ENGLISH);
    private static final DateTimeFormatter TWENTY_FOUR_HOURS = DateTimeFormatter.ofPattern("H:mm", Locale.ENGLISH);

    final Table<Client> clients = new Table<>(Table.newestFirst());
    final Table<Contact> contacts = new Table<>(Table.newestFirst());
    final Table<Project> projects = new Table<>(Table.newestFirst());
    final Table<Task> tasks = new Table<>(Table.newestFirst());
    final Table<TaskAssignment> taskAssignments = new Table<>(Table.newestFirst());
    final Table<UserAssignment> userAssignments = new Table<>(Table.newestFirst());
    final Table<User> users = new Table<>(Table.newestFirst());
    final Table<Role> roles = new Table<>(Table.newestFirst());
    final Table<ExpenseCategory> expenseCategories = new Table<>(Table.newestFirst());
    final Table<ItemCategory> itemCategories = new Table<>(Table.newestFirst());
    final Table<TimeEntry> timeEntries =
            new Table<>(Comparator.<TimeEntry, LocalDate>comparing(entry -> entry.spentDate)
                    .thenComparing(Document::id)
                    .reversed());
    final Table<Expense> expenses = new Table<>(Comparator.<Expense, LocalDate>comparing(expense -> expense.spentDate)
            .thenComparing(Document::id)
            .reversed());
    final Table<Invoice> invoices = new Table<>(Comparator.<Invoice, LocalDate>comparing(invoice -> invoice.issueDate)
            .thenComparing(Document::id)
            .reversed());
    final List<TimeEntry> running = new ArrayList<>();
    final Mailbox mails = new Mailbox();
    final Company company;

    private final Clock clock;
    private final long accountId;
    private final String webUrl;
    private final Map<HarvestSwitch, Boolean> switches = new EnumMap<>(HarvestSwitch.class);
    private final User owner;
    private TimeRounding rounding = TimeRounding.none();
    private long lastId;
    private long lastTimeEntryId;
    private long highestNumber = -1;
    private long version;

    HarvestAccount(HarvestSandboxOptions options, String webUrl) {
        this.clock = options.clock();
        this.accountId = options.access().accountId();
        this.webUrl = webUrl;
        this.lastId = options.firstId() - 1;
        this.lastTimeEntryId = options.firstId() + TIME_ENTRY_IDS - 1;
        this.company = new Company(options.company());
        for (HarvestSwitch each : HarvestSwitch.values()) {
            switches.put(each, each.initially());
        }
        this.owner = furnish();
    }

    /** What a new account has from the start. */
    private User furnish() {
        User administrator = new User(birth(), company.timeZone());
        administrator.firstName = "Sample";
        administrator.lastName = "Administrator";
        administrator.email = "administrator@example.com";
        administrator.accessRoles = new ArrayList<>(List.of("administrator"));
        users.add(administrator);
        ItemCategory service = new ItemCategory(birth());
        service.name = "Service";
        service.service = true;
        itemCategories.add(service);
        ItemCategory product = new ItemCategory(birth());
        product.name = "Product";
        product.expense = true;
        itemCategories.add(product);
        for (String name : List.of("Entertainment", "Lodging", "Meals", "Mileage", "Other", "Transportation")) {
            ExpenseCategory category = new ExpenseCategory(birth());
            category.name = name;
            if (name.equals("Mileage")) {
                category.unitName = "mile";
                category.unitPrice = new java.math.BigDecimal("0.45");
            }
            expenseCategories.add(category);
        }
        return administrator;
    }

    long accountId() {
        return accountId;
    }

    /** The person whose token the sandbox was given. */
    User owner() {
        return owner;
    }

    String webUrl() {
        return webUrl;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    ZoneId zone() {
        return RailsTimeZones.zone(company.timeZone());
    }

    LocalDate today() {
        return now().atZone(zone()).toLocalDate();
    }

    boolean is(HarvestSwitch which) {
        return Boolean.TRUE.equals(switches.get(which));
    }

    void turn(HarvestSwitch which, boolean on) {
        switches.put(which, on);
    }

    TimeRounding rounding() {
        return rounding;
    }

    void rounding(TimeRounding value) {
        rounding = value;
    }

    long nextId() {
        return ++lastId;
    }

    Birth birth() {
        Instant now = now();
        return new Birth(nextId(), now, now);
    }

    /** A birth as the request wants it: only people in Harvest itself may choose id and times. */
    Birth birth(Call call) {
        return birth(call, false);
    }

    Birth timeEntryBirth(Call call) {
        return birth(call, true);
    }

    long nextTimeEntryId() {
        return ++lastTimeEntryId;
    }

    private Birth birth(Call call, boolean timeEntry) {
        Instant now = now();
        Long id = null;
        Instant createdAt = null;
        Instant updatedAt = null;
        if (call.viewer().person()) {
            id = call.body().whole("id");
            createdAt = call.body().time("created_at");
            updatedAt = call.body().time("updated_at");
        }
        if (id == null) {
            id = timeEntry ? nextTimeEntryId() : nextId();
        } else if (timeEntry) {
            lastTimeEntryId = Math.max(lastTimeEntryId, id);
        } else {
            lastId = Math.max(lastId, id);
        }
        Instant created = createdAt == null ? now : createdAt;
        return new Birth(id, created, updatedAt == null ? created : updatedAt);
    }

    /** Notes that something changed, so that remembered lists are made anew. */
    void changed() {
        version++;
    }

    long version() {
        return version;
    }

    List<String> rolesOf(User user) {
        return roles.all().stream()
                .filter(role -> role.userIds.contains(user.id()))
                .map(role -> role.name)
                .toList();
    }

    /** A time of day as the company reads clocks: 2:59pm or 14:59. */
    @Nullable
    String clockFace(@Nullable LocalTime time) {
        if (time == null) {
            return null;
        }
        return company.twelveHours()
                ? TWELVE_HOURS.format(time).toLowerCase(Locale.ENGLISH)
                : TWENTY_FOUR_HOURS.format(time);
    }

    LocalTime readClock(String text) {
        String time = text.trim().toUpperCase(Locale.ENGLISH).replace(" ", "");
        return LocalTime.parse(time, time.endsWith("M") ? TWELVE_HOURS : TWENTY_FOUR_HOURS);
    }

    /** The next free number: one above the highest that is a number. */
    String nextInvoiceNumber() {
        if (highestNumber < 0) {
            highestNumber = 1000;
            invoices.all().forEach(invoice -> noteInvoiceNumber(invoice.number));
        }
        return Long.toString(highestNumber + 1);
    }

    void noteInvoiceNumber(String number) {
        highestNumber = highestNumber < 0 ? highestNumber : Math.max(highestNumber, numeric(number));
    }

    /** To be called when a number was given up, so that the highest is sought anew. */
    void forgetInvoiceNumbers() {
        highestNumber = -1;
    }

    private static long numeric(String number) {
        int length = number.length();
        if (length == 0 || length > 18) {
            return 0;
        }
        for (int i = 0; i < length; i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return 0;
            }
        }
        return Long.parseLong(number);
    }

    /** The person's assignment to the project, made if there is none. */
    UserAssignment assign(User user, Project project) {
        return project.users.stream()
                .filter(assignment -> assignment.user == user)
                .findFirst()
                .orElseGet(() -> {
                    UserAssignment assignment = new UserAssignment(birth(), project, user);
                    project.users.add(assignment);
                    userAssignments.add(assignment);
                    return assignment;
                });
    }

    /** The task's assignment to the project, made as the task's defaults say if there is none. */
    TaskAssignment assign(Task task, Project project) {
        return project.tasks.stream()
                .filter(assignment -> assignment.task == task)
                .findFirst()
                .orElseGet(() -> {
                    TaskAssignment assignment = new TaskAssignment(birth(), project, task);
                    assignment.billable = task.billableByDefault;
                    assignment.hourlyRate = task.defaultHourlyRate;
                    project.tasks.add(assignment);
                    taskAssignments.add(assignment);
                    return assignment;
                });
    }
}
