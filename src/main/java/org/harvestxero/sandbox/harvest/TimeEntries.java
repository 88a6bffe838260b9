package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Objects;
import org.harvestxero.sandbox.harvest.Lists.Style;
import org.harvestxero.sandbox.harvest.TimeEntry.Billed;
import org.harvestxero.sandbox.harvest.TimeEntry.ExternalReference;
import org.jspecify.annotations.Nullable;

/** {@code /time_entries}: hours or start and end, timers, locks. */
final class TimeEntries extends Resource<TimeEntry> {
    private static final String PATH = "/time_entries";

    TimeEntries(HarvestAccount account, Lists lists) {
        super(account, lists, account.timeEntries, PATH, Style.pages("time_entries"));
    }

    @Override
    void register(Router router, Area area) {
        super.register(router, area);
        router.add("PATCH", PATH + "/{id}/restart", area, this::restart);
        router.add("PATCH", PATH + "/{id}/stop", area, this::stop);
        router.add("DELETE", PATH + "/{id}/external_reference", area, this::forgetReference);
    }

    @Override
    Filter<TimeEntry> filter(Call call) {
        Query query = call.query();
        Filter<TimeEntry> filter = new Filter<TimeEntry>()
                .when(query.number("user_id"), (entry, id) -> entry.user.id() == id)
                .when(
                        query.number("client_id"),
                        (entry, id) -> entry.project().client.id() == id)
                .when(query.number("project_id"), (entry, id) -> entry.project().id() == id)
                .when(query.number("task_id"), (entry, id) -> entry.task().id() == id)
                .when(
                        query.text("external_reference_id"),
                        (entry, id) -> entry.reference != null && id.equals(entry.reference.id()))
                .when(query.flag("is_billed"), (entry, billed) -> entry.billed == billed)
                .when(query.flag("is_running"), (entry, running) -> entry.isRunning() == running)
                .when(
                        query.text("approval_status"),
                        (entry, status) -> entry.approval.word().equals(status))
                .when(query.date("from"), (entry, from) -> !entry.spentDate.isBefore(from))
                .when(query.date("to"), (entry, to) -> !entry.spentDate.isAfter(to))
                .updatedSince(query);
        return call.viewer().isAdministrator() ? filter : filter.only(entry -> mayBeSeen(entry, call.viewer()));
    }

    @Override
    boolean mayBeSeen(TimeEntry entry, Viewer viewer) {
        return viewer.seesWorkOf(entry.user, entry.project());
    }

    @Override
    TimeEntry make(Call call) {
        Fields fields = call.body();
        boolean person = call.viewer().person();
        fields.require("project_id", "Project");
        fields.require("task_id", "Task");
        LocalDate spent = person && fields.isBlank("spent_date") ? account.today() : fields.date("spent_date");
        if (spent == null && fields.isBlank("spent_date")) {
            fields.check(false, "Spent date can't be blank");
            fields.check(false, "Spent date is not a valid date");
        }
        User user = fields.reference("user_id", "User", account.users::find);
        User worker = user == null ? call.viewer().user() : user;
        Assigned assigned = assigned(fields, null, worker, person);
        fields.check(
                assigned == null || mayLogFor(worker, assigned.task().project, call.viewer()),
                "User is not assigned to this project");
        fields.stopIfWrong();
        Assigned known = Objects.requireNonNull(assigned);
        TimeEntry entry = new TimeEntry(
                account.timeEntryBirth(call), worker, known.person(), known.task(), Objects.requireNonNull(spent));
        checkOpen(entry, call);
        if (account.company.timestampTimers()) {
            startAndEnd(entry, fields, call.viewer());
        } else if (fields.isBlank("hours")) {
            fields.then(() -> start(entry, call.viewer()));
        }
        return entry;
    }

    private static boolean mayLogFor(User worker, Project project, Viewer viewer) {
        return viewer.isAdministrator() || worker == viewer.user() || viewer.seesWorkOf(worker, project);
    }

    /** Where time goes. */
    private record Assigned(TaskAssignment task, UserAssignment person) {}

    /** Finds both assignments; people in Harvest itself get missing ones made. */
    private @Nullable Assigned assigned(Fields fields, @Nullable TimeEntry entry, User worker, boolean person) {
        Project project = fields.reference("project_id", "Project", account.projects::find);
        Task task = fields.reference("task_id", "Task", account.tasks::find);
        if (entry != null) {
            project = project == null ? entry.project() : project;
            task = task == null ? entry.task() : task;
        }
        if (project == null || task == null) {
            return null;
        }
        if (person) {
            return new Assigned(account.assign(task, project), account.assign(worker, project));
        }
        Project wanted = project;
        Task kind = task;
        TaskAssignment taskAssignment = wanted.tasks.stream()
                .filter(each -> each.task == kind && each.active)
                .findFirst()
                .orElse(null);
        UserAssignment userAssignment = wanted.users.stream()
                .filter(each -> each.user == worker && each.active)
                .findFirst()
                .orElse(null);
        fields.check(wanted.active, "Project is archived");
        fields.check(taskAssignment != null, "Task is not assigned to this project");
        fields.check(userAssignment != null, "User is not assigned to this project");
        return taskAssignment == null || userAssignment == null ? null : new Assigned(taskAssignment, userAssignment);
    }

    @Override
    void change(TimeEntry entry, Call call) {
        Fields fields = call.body();
        boolean isNew = !account.timeEntries.contains(entry.id());
        if (!isNew) {
            checkOpen(entry, call);
            move(entry, fields, call.viewer().person());
        }
        if (account.company.timestampTimers()) {
            if (!isNew && (fields.has("started_time") || fields.has("ended_time"))) {
                startAndEnd(entry, fields, call.viewer());
            }
        } else {
            fields.number("hours", value -> entry.hours = value.setScale(2, RoundingMode.HALF_UP));
        }
        fields.text("notes", value -> entry.notes = value);
        ObjectNode reference = fields.object("external_reference");
        if (reference != null) {
            Fields inner = fields.inside(reference);
            ExternalReference elsewhere = new ExternalReference(
                    inner.text("id"), inner.text("group_id"), inner.text("account_id"), inner.text("permalink"));
            fields.then(() -> entry.reference = elsewhere);
        }
        if (call.viewer().person()) {
            fields.word("approval_status", value -> entry.approval = Approval.valueOf(value.toUpperCase(Locale.ROOT)));
            fields.then(() -> renewBilled(entry, call.viewer()));
        }
    }

    private void move(TimeEntry entry, Fields fields, boolean person) {
        LocalDate spent = fields.date("spent_date");
        if (spent != null) {
            fields.then(() -> entry.spentDate = spent);
        }
        if (!fields.isBlank("project_id") || !fields.isBlank("task_id")) {
            Assigned assigned = assigned(fields, entry, entry.user, person);
            if (assigned != null) {
                fields.then(() -> {
                    entry.taskAssignment = assigned.task();
                    entry.userAssignment = assigned.person();
                });
            }
        }
    }

    /** An administrator who changes billed time by force changes what counts as billed. */
    private void renewBilled(TimeEntry entry, Viewer viewer) {
        Billed billed = entry.asBilled;
        if (billed != null) {
            entry.asBilled = new Billed(
                    billed.invoice(),
                    account.rounding().round(entry.hours(viewer.now())),
                    billed.rate(),
                    billed.billable());
        }
    }

    private void startAndEnd(TimeEntry entry, Fields fields, Viewer viewer) {
        LocalTime started = clock(fields, "started_time", entry.started);
        LocalTime ended = clock(fields, "ended_time", entry.ended);
        if (started == null || ended == null) {
            fields.then(() -> {
                start(entry, viewer);
                entry.started = started == null ? entry.started : started;
            });
            return;
        }
        fields.check(!ended.isBefore(started), "Ended time must be after started time");
        fields.then(() -> {
            entry.started = started;
            entry.ended = ended;
            entry.hours = BigDecimal.valueOf(Duration.between(started, ended).toMinutes())
                    .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP);
        });
    }

    private @Nullable LocalTime clock(Fields fields, String name, @Nullable LocalTime otherwise) {
        String text = fields.text(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return account.readClock(text);
        } catch (DateTimeException e) {
            fields.check(false, "Started and ended time must be times");
            return otherwise;
        }
    }

    /** People with the rights may pass approval; what is invoiced or archived stays as it is. */
    private void checkOpen(TimeEntry entry, Call call) {
        Viewer viewer = call.viewer();
        if (viewer.person() || entry.lockedReason() == null) {
            return;
        }
        if (entry.billed || !entry.project().active || !viewer.isAdministrator()) {
            throw HarvestProblem.unprocessable("Time entry is locked");
        }
    }

    @Override
    void checkRemovable(TimeEntry entry, Call call) {
        checkOpen(entry, call);
    }

    @Override
    void removed(TimeEntry entry, Call call) {
        account.running.remove(entry);
    }

    private void start(TimeEntry entry, Viewer viewer) {
        account.running.stream()
                .filter(other -> other.user == entry.user)
                .toList()
                .forEach(other -> halt(other, viewer));
        entry.timerStartedAt = viewer.now();
        if (account.company.timestampTimers()) {
            entry.started = wallClock(entry.user, viewer);
            entry.ended = null;
        }
        account.running.add(entry);
    }

    private void halt(TimeEntry entry, Viewer viewer) {
        entry.hours = entry.hours(viewer.now());
        entry.timerStartedAt = null;
        if (account.company.timestampTimers()) {
            entry.ended = wallClock(entry.user, viewer);
        }
        entry.touch(viewer.now());
        account.running.remove(entry);
    }

    private static LocalTime wallClock(User user, Viewer viewer) {
        return viewer.now()
                .atZone(RailsTimeZones.zone(user.timeZone))
                .toLocalTime()
                .withSecond(0)
                .withNano(0);
    }

    /** With hours the entry runs on; with start and end a new one begins. */
    private Reply restart(Call call) {
        TimeEntry entry = visible(call);
        checkOpen(entry, call);
        if (entry.isRunning()) {
            throw HarvestProblem.unprocessable("Time entry is already running");
        }
        TimeEntry runs = entry;
        if (account.company.timestampTimers()) {
            runs = new TimeEntry(
                    account.timeEntryBirth(call),
                    entry.user,
                    entry.userAssignment,
                    entry.taskAssignment,
                    account.today());
            runs.notes = entry.notes;
            account.timeEntries.add(runs);
        }
        start(runs, call.viewer());
        touch(runs, call);
        return shown(200, runs, call);
    }

    private Reply stop(Call call) {
        TimeEntry entry = visible(call);
        if (!entry.isRunning()) {
            throw HarvestProblem.unprocessable("Time entry is not running");
        }
        halt(entry, call.viewer());
        return shown(200, entry, call);
    }

    private Reply forgetReference(Call call) {
        TimeEntry entry = visible(call);
        entry.reference = null;
        touch(entry, call);
        return account.is(HarvestSwitch.EMPTY_DELETE_ANSWERS) ? Reply.empty(200) : shown(200, entry, call);
    }
}
