package org.harvestxero.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.harvestxero.config.Settings;
import org.harvestxero.harvest.HarvestProjectRequests;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.harvest.HarvestTaskAssignmentView;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.Verdicts;
import org.harvestxero.xero.XeroJson;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.harvestxero.xero.XeroTrackingCategoryView;
import org.harvestxero.xero.XeroTrackingOptionView;
import org.jspecify.annotations.Nullable;

/**
 * What hooks that act on Harvest and Xero ask of them. Events are told at least once, so each action first looks whether it is done, or
 * changes nothing when it is done twice.
 */
public final class HookActions {
    private static final Pattern PROJECT = Pattern.compile("(\\d+)@(\\d+)=(\\d+)()");
    private static final Pattern TASK = Pattern.compile("(\\d+)@(\\d+)=(\\d+)/(\\d+)");
    /** Xero takes no longer names of options. */
    private static final int LONGEST_NAME = 100;

    private final Settings settings;
    private final LongConsumer contact;

    /** @param contact sees to it that a client of Harvest's gets its contact in Xero */
    public HookActions(Settings settings, LongConsumer contact) {
        this.settings = settings;
        this.contact = contact;
    }

    /** The requests that make active what a milestone unlocks; none for other events. To make a project active twice changes nothing. */
    public List<HarvestRequest> unlocked(Exchange exchange) {
        return reached(exchange, "hooks.unlock-phase.projects", PROJECT)
                .map(unlock -> HarvestProjectRequests.activate(Long.parseLong(unlock.group(3))))
                .toList();
    }

    /** A task that a milestone unlocks. */
    public record TaskUnlock(long project, long task) {}

    /** The tasks that a milestone unlocks; none for other events. */
    public List<TaskUnlock> unlockedTasks(Exchange exchange) {
        return reached(exchange, "hooks.unlock-phase.tasks", TASK)
                .map(unlock -> new TaskUnlock(Long.parseLong(unlock.group(3)), Long.parseLong(unlock.group(4))))
                .toList();
    }

    private Stream<Matcher> reached(Exchange exchange, String setting, Pattern pattern) {
        JsonNode event = event(exchange);
        if (!event.path("kind").asText().equals("payment.milestone")) {
            return Stream.empty();
        }
        String subject = event.path("subject").path("id").asText();
        int percent = event.path("data").path("percent").asInt();
        return settings.optional(setting).stream()
                .flatMap(unlocks -> Arrays.stream(unlocks.split(",")))
                .map(unlock -> pattern.matcher(unlock.strip()))
                .filter(Matcher::matches)
                .filter(unlock -> unlock.group(1).equals(subject) && Integer.parseInt(unlock.group(2)) == percent);
    }

    private static JsonNode event(Exchange exchange) {
        return EventMessage.read(exchange.getMessage().getBody(String.class));
    }

    /** Asks which tasks the project has. */
    public HarvestRequest tasks(TaskUnlock unlock) {
        return HarvestProjectRequests.tasks(unlock.project());
    }

    /** The request that lets people track time to the task; null when they can already. */
    public @Nullable HarvestRequest activation(HarvestResponse shown, TaskUnlock unlock) {
        Optional<HarvestTaskAssignmentView> assigned = shown.list("task_assignments").stream()
                .map(HarvestTaskAssignmentView::of)
                .filter(each -> each.task() == unlock.task())
                .findFirst();
        if (assigned.isEmpty()) {
            return HarvestProjectRequests.addTask(unlock.project(), unlock.task());
        }
        return assigned.get().active()
                ? null
                : HarvestProjectRequests.activateTask(
                        unlock.project(), assigned.get().id());
    }

    /** The name under which the new project becomes an option; null for other events, and without a name. */
    public @Nullable String option(Exchange exchange) {
        JsonNode event = event(exchange);
        String name = event.path("data").path("project").path("name").asText("").strip();
        boolean isNew = event.path("kind").asText().equals("project.created") && !name.isEmpty();
        return isNew ? name.substring(0, Math.min(name.length(), LONGEST_NAME)).strip() : null;
    }

    /** Asks which tracking categories and options Xero has, archived ones among them. */
    public XeroRequest options() {
        return XeroRequest.get("/TrackingCategories").with("includeArchived", "true");
    }

    /**
     * The request that adds the option; null when it is there.
     *
     * @param event id of the event, so that the same request sent again at once makes no other
     * @throws HookRefusedException when Xero has no such category, or the option was archived by somebody
     */
    public @Nullable XeroRequest addition(XeroResponse shown, String option, String event) throws HookRefusedException {
        String category = settings.text("hooks.tracking-option.category");
        XeroTrackingCategoryView of = shown.trackingCategories().stream()
                .filter(each -> each.name().equalsIgnoreCase(category) && !each.archived())
                .findFirst()
                .orElseThrow(() -> new HookRefusedException("Xero has no tracking category \"" + category
                        + "\": add it there, or name another in hooks.tracking-option.category"));
        Optional<XeroTrackingOptionView> there = shown.trackingOptions().stream()
                .filter(each -> each.isOf(of.name(), option))
                .findFirst();
        if (there.isEmpty()) {
            return XeroRequest.put(
                    "/TrackingCategories/" + of.id() + "/Options", XeroJson.trackingOption(option), "hook:" + event);
        }
        if (there.get().archived()) {
            throw new HookRefusedException("The option \"" + option + "\" is archived in Xero: restore it there");
        }
        return null;
    }

    /** @throws HookRefusedException when Xero says in so many words that it did not add it */
    public void added(XeroResponse answer) throws HookRefusedException {
        if (Verdicts.read(answer, "Options", 1).get(0) instanceof ElementVerdict.Rejected rejected) {
            throw new HookRefusedException("Xero says: " + String.join("; ", rejected.messages()));
        }
    }

    /** Sees to it that a new client gets its contact; other events do nothing. What is made goes with the next cycle. */
    public void contact(Exchange exchange) {
        JsonNode event = event(exchange);
        long client = event.path("data").path("client").path("id").asLong();
        if (event.path("kind").asText().equals("client.created") && client != 0) {
            contact.accept(client);
        }
    }
}
