package org.harvestxero.config;

import static org.harvestxero.config.Key.family;
import static org.harvestxero.config.Key.of;
import static org.harvestxero.config.Key.secret;

import java.util.List;

/** What others are told of, and how. */
final class EventKeys {
    static final List<Key> KEYS = List.of(
            of(
                    "events.keep",
                    "with-hooks",
                    SettingRule.oneOf("with-hooks", "always"),
                    "When what happens is written down as events: once a hook is on, or always, so that a hook can be told later of what was before it."),
            of("events.days", "30", SettingRule.number(1, 3_650), "Days events are kept."),
            of(
                    "events.schedule",
                    "0/10 * * * * ?",
                    SettingRule.CRON,
                    "When to look whether hooks are to be told of something; Quartz cron."),
            of(
                    "events.milestones",
                    null,
                    SettingRule.PERCENTS,
                    "Percentages of what a client or a project was invoiced, with commas between them: once so much is paid, it is told of (payment.milestone)."),
            family(
                    "hooks",
                    SettingRule.HOOK,
                    "Whether the hook of that name (hooks.mail, hooks.file …) is told of events: on for all, off, or kinds with commas between them, such as draft.*, invoice.failed."),
            of(
                    "hooks.attempts",
                    "12",
                    SettingRule.number(1, 100),
                    "How often a hook is told of an event it does not take before the event is parked; twelve take about 8 hours."),
            of(
                    "hooks.time-limit",
                    "60",
                    SettingRule.number(1, 3_600),
                    "Longest time one event may take a hook; seconds."),
            of(
                    "hooks.per-hour",
                    "1000",
                    SettingRule.number(1, 1_000_000),
                    "Most events one hook is told of in an hour; those beyond are told later."),
            of(
                    "hooks.mail.to",
                    null,
                    SettingRule.MAILS,
                    "Who gets the mails of the hook mail; without it those of mail.to."),
            of(
                    "hooks.file.folder",
                    "exports/events",
                    SettingRule.TEXT,
                    "Folder of the files of the hook file; a relative one lies below the home."),
            of(
                    "hooks.unlock-phase.projects",
                    null,
                    SettingRule.UNLOCKS,
                    "Which projects the hook unlock-phase makes active in Harvest: 1001@50=1002 makes project 1002 active once 50 percent of project, or client, 1001 is paid; commas between several."),
            of(
                    "hooks.unlock-phase.tasks",
                    null,
                    SettingRule.UNLOCKED_TASKS,
                    "Which tasks the hook unlock-phase makes active in Harvest: 1001@50=1002/77 makes task 77 of project 1002 active once 50 percent of project, or client, 1001 is paid; commas between several."),
            of(
                    "hooks.tracking-option.category",
                    "Project",
                    SettingRule.TEXT,
                    "The tracking category in Xero that the hook tracking-option gives an option for each new project."),
            secret("hooks.webhook.url", SettingRule.HOOK_ADDRESS, "Address the hook webhook posts to."),
            secret("hooks.webhook.secret", "What the hook webhook signs with."),
            secret("hooks.slack.url", SettingRule.HOOK_ADDRESS, "Address of an incoming webhook of Slack."),
            secret(
                    "hooks.teams.url",
                    SettingRule.HOOK_ADDRESS,
                    "Address of a workflow of Teams that posts what a webhook request brings."));

    private EventKeys() {}
}
