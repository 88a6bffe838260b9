package org.harvestxero.config;

import static org.harvestxero.config.Key.of;
import static org.harvestxero.config.Key.secret;

import java.util.List;

/** The connection and the two sides it joins: addresses, access, limits of calls. */
final class SideKeys {
    static final List<Key> KEYS = List.of(
            of(
                    "connection.name",
                    "main",
                    SettingRule.NAME,
                    "Name of this pair of Harvest account and Xero organisation in the database."),
            of(
                    "time-zone",
                    null,
                    SettingRule.ZONE,
                    "What \"today\", period ends and times of day in schedules mean; without it the Xero organisation's zone, for schedules the machine's."),
            of("harvest.base-url", "https://api.harvestapp.com/v2", SettingRule.ADDRESS, "Root of Harvest's API."),
            of("harvest.identity-url", "https://id.getharvest.com", SettingRule.ADDRESS, "Host of Harvest's OAuth."),
            of("harvest.account-id", null, SettingRule.DIGITS, "The Harvest account, shown beside the access token."),
            secret("harvest.access-token", "Personal access token; or use the client id and secret below."),
            of(
                    "harvest.client-id",
                    null,
                    SettingRule.TEXT,
                    "OAuth client of Harvest, instead of a personal access token."),
            secret("harvest.client-secret", "Secret of Harvest's OAuth client."),
            of(
                    "harvest.redirect-uri",
                    "http://localhost:8085/callback",
                    SettingRule.ADDRESS,
                    "Where Harvest's consent page returns to; loopback."),
            of(
                    "harvest.calls-per-15-seconds",
                    "100",
                    SettingRule.number(1, 1_000_000),
                    "Most calls to Harvest in any 15 seconds."),
            of("xero.api-url", "https://api.xero.com", SettingRule.ADDRESS, "Host of Xero's API."),
            of("xero.identity-url", "https://identity.xero.com", SettingRule.ADDRESS, "Host of Xero's token service."),
            of("xero.login-url", "https://login.xero.com", SettingRule.ADDRESS, "Host of Xero's consent page."),
            of(
                    "xero.app-url",
                    "https://go.xero.com",
                    SettingRule.ADDRESS,
                    "Host of Xero's web pages, for links to invoices."),
            of(
                    "xero.grant",
                    "client-credentials",
                    SettingRule.oneOf("client-credentials", "authorization-code"),
                    "How to get in: a custom connection, or a person's consent."),
            of("xero.client-id", null, SettingRule.TEXT, "OAuth client of Xero."),
            secret("xero.client-secret", "Secret of Xero's OAuth client."),
            secret(
                    "xero.webhook-key",
                    "Signing key of Xero's webhooks; with it their deliveries at /webhooks/xero begin a cycle at once."),
            of(
                    "xero.webhook-url",
                    null,
                    SettingRule.ADDRESS,
                    "Where Xero sends its webhooks, as the developer portal has it; doctor sends an empty delivery there."),
            of(
                    "xero.tenant-id",
                    null,
                    SettingRule.TEXT,
                    "The organisation's id; may be empty with a custom connection."),
            of(
                    "xero.redirect-uri",
                    "http://localhost:8085/callback",
                    SettingRule.ADDRESS,
                    "Where Xero's consent page returns to; loopback."),
            of(
                    "xero.calls-per-minute",
                    "60",
                    SettingRule.number(1, 1_000_000),
                    "Most calls to Xero in any 60 seconds."),
            of("xero.calls-in-flight", "5", SettingRule.number(1, 1_000), "Most calls to Xero at the same time."),
            of(
                    "xero.day-reserve",
                    "200",
                    SettingRule.number(0, 5_000),
                    "Calls of Xero's day limit kept for people; copying stops when only these are left."),
            of(
                    "xero.outage-pause",
                    "300",
                    SettingRule.number(0, 86_400),
                    "Seconds to leave Xero alone after it says it is offline (503)."),
            of(
                    "calls.contact",
                    null,
                    SettingRule.TEXT,
                    "E-mail address or web page shown to both sides with every call; without it the address of notices."),
            of(
                    "calls.connect-timeout",
                    "10000",
                    SettingRule.number(1, 600_000),
                    "Longest wait for a connection; milliseconds."),
            of(
                    "calls.answer-timeout",
                    "60000",
                    SettingRule.number(1, 600_000),
                    "Longest wait for an answer; milliseconds."),
            of(
                    "calls.deadline",
                    "120000",
                    SettingRule.number(1, 600_000),
                    "Longest time for a whole call, from sending to the last byte of its answer; milliseconds."),
            of(
                    "calls.retry-delay",
                    "1000",
                    SettingRule.number(1, 600_000),
                    "Pause before a failed read is tried again, doubling each time; milliseconds."));

    private SideKeys() {}
}
