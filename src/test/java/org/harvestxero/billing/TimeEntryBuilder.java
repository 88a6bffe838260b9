package org.harvestxero.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds time entries; a test states only what matters to it. */
public final class TimeEntryBuilder {
    private long id = 1;
    private LocalDate day = LocalDate.of(2026, 3, 10);
    private Project project = new Project(10, "Website", "WEB");
    private Named task = new Named(20, "Design");
    private Named person = new Named(30, "Ann");
    private List<String> roles = List.of();
    private Hours hours = Hours.of("1.00");
    private @Nullable Hours tracked;
    private boolean billable = true;
    private boolean billed;
    private boolean running;
    private Approval approval = Approval.APPROVED;
    private @Nullable String notes = "Worked";
    private @Nullable String rate = "100.00";
    private String currency = "USD";

    public static TimeEntryBuilder aTimeEntry() {
        return new TimeEntryBuilder();
    }

    public TimeEntryBuilder id(long number) {
        this.id = number;
        return this;
    }

    public TimeEntryBuilder on(String spentDate) {
        this.day = LocalDate.parse(spentDate);
        return this;
    }

    public TimeEntryBuilder project(String name) {
        this.project = new Project(name.hashCode(), name, null);
        return this;
    }

    public TimeEntryBuilder task(String name) {
        this.task = new Named(name.hashCode(), name);
        return this;
    }

    public TimeEntryBuilder by(String name) {
        this.person = new Named(name.hashCode(), name);
        return this;
    }

    public TimeEntryBuilder as(String... names) {
        this.roles = List.of(names);
        return this;
    }

    public TimeEntryBuilder of(String decimalHours) {
        this.hours = Hours.of(decimalHours);
        return this;
    }

    public TimeEntryBuilder tracked(String decimalHours) {
        this.tracked = Hours.of(decimalHours);
        return this;
    }

    public TimeEntryBuilder notBillable() {
        this.billable = false;
        this.rate = null;
        return this;
    }

    public TimeEntryBuilder billedInHarvest() {
        this.billed = true;
        return this;
    }

    public TimeEntryBuilder running() {
        this.running = true;
        return this;
    }

    public TimeEntryBuilder approval(Approval status) {
        this.approval = status;
        return this;
    }

    public TimeEntryBuilder notes(@Nullable String text) {
        this.notes = text;
        return this;
    }

    public TimeEntryBuilder at(@Nullable String billableRate) {
        this.rate = billableRate;
        return this;
    }

    public TimeEntryBuilder in(String currencyCode) {
        this.currency = currencyCode;
        return this;
    }

    public TimeEntry build() {
        return new TimeEntry(
                id,
                Instant.parse("2026-03-31T12:00:00Z"),
                day,
                new Origin(new Named(5, "Acme"), project, task, person, roles),
                hours,
                tracked == null ? hours : tracked,
                new TimeEntry.Status(billable, billed, running, approval),
                notes,
                rate == null ? null : Rate.hourly(rate, currency),
                Currency.getInstance(currency));
    }
}
