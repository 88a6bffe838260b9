package org.harvestxero.config;

import static org.harvestxero.config.Key.family;
import static org.harvestxero.config.Key.of;
import static org.harvestxero.config.Key.secret;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every setting there is; what is not here is refused. */
public final class Catalogue {
    /** In the order of documentation, grouped by what they are about. */
    public static final List<Key> KEYS = List.of(
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
                    "Pause before a failed read is tried again, doubling each time; milliseconds."),
            of("copy.since", null, SettingRule.DATE, "Copy invoices issued on or after this date."),
            of("copy.schedule", "0 0/5 * * * ?", SettingRule.CRON, "When to look for changes; Quartz cron."),
            of(
                    "copy.sweep-schedule",
                    "0 30 3 * * ?",
                    SettingRule.CRON,
                    "When to compare everything and find deletions; Quartz cron."),
            of("copy.drafts", "true", SettingRule.FLAG, "Copy drafts as drafts."),
            of("copy.revenue-account", null, SettingRule.TEXT, "Account code for lines without a better one."),
            of("copy.untaxed-tax-type", "NONE", SettingRule.TEXT, "Xero tax type of untaxed lines."),
            of("copy.default-due-days", "30", SettingRule.number(0, 3_650), "Days until due when neither side says."),
            of("copy.payments", "false", SettingRule.FLAG, "Copy payments too."),
            family(
                    "copy.payment-account",
                    SettingRule.TEXT,
                    "Account code or id that payments go to; also by currency (.USD) and gateway (.gateway.stripe)."),
            of(
                    "copy.tracking-category",
                    null,
                    SettingRule.TEXT,
                    "Xero tracking category filled with the client's name."),
            of(
                    "copy.on-delete",
                    "report",
                    SettingRule.oneOf("follow", "report"),
                    "What to do when a copied invoice is deleted in Harvest."),
            of(
                    "copy.on-payment-delete",
                    "report",
                    SettingRule.oneOf("follow", "report"),
                    "What to do when a copied payment is deleted in Harvest."),
            of(
                    "copy.payments-match",
                    "adopt",
                    SettingRule.oneOf("adopt", "ask"),
                    "What to do with a payment of an invoice that someone entered in Xero, too: take it as the copy where both match uniquely, or ask."),
            of(
                    "copy.closed",
                    "report",
                    SettingRule.oneOf("follow", "report"),
                    "What to do when a copied invoice is written off in Harvest."),
            of(
                    "copy.negative-totals",
                    "report",
                    SettingRule.oneOf("credit-note", "report"),
                    "What becomes of an invoice whose total is below zero."),
            of("copy.write-off-account", null, SettingRule.TEXT, "Account code for amounts written off."),
            of(
                    "copy.contact-by-email",
                    "false",
                    SettingRule.FLAG,
                    "Adopt a Xero contact with the client's e-mail address."),
            of(
                    "bill.schedule",
                    "0 20 * * * ?",
                    SettingRule.CRON,
                    "When to look for periods to bill by agreements/; Quartz cron."),
            of(
                    "bill.since",
                    null,
                    SettingRule.DATE,
                    "Bill periods whose invoice is dated on or after this date by themselves; without it from each agreement's start. Earlier ones only by bill --period."),
            of(
                    "rebill.date",
                    "today",
                    SettingRule.oneOf("today", "original"),
                    "What the invoice that replaces one taken back is dated: the day it is made, or what the first one was. Never into a period locked in Xero: then the first open day."),
            of(
                    "rebill.later",
                    "task",
                    SettingRule.oneOf("task", "next-bill"),
                    "What becomes of the difference when later periods come out otherwise because an earlier one was billed anew: a task for a person, or a line of the client's next bill."),
            family(
                    "review.role",
                    SettingRule.TEXT,
                    "Who may say yes to drafts in a role, parted by commas (review.role.strategist=Ada, Bob); without it everybody."),
            of("database.url", null, SettingRule.JDBC, "JDBC address; without it an embedded H2 file below data/."),
            of("database.user", null, SettingRule.TEXT, "Database user."),
            secret("database.password", "Database password."),
            of(
                    "disk.reserve",
                    "200",
                    SettingRule.number(0, 100_000_000),
                    "Least room on the disk below data/: with less nothing new is sent until there is more; 0 watches nothing. Not with PostgreSQL. Megabytes."),
            of(
                    "audit.days",
                    "365",
                    SettingRule.number(1, 36_500),
                    "Days the requests sent to Xero are kept word for word; the rest of the audit stays for good."),
            of(
                    "audit.megabytes",
                    "500",
                    SettingRule.number(1, 1_000_000),
                    "How much of them is kept at most; the oldest go first. Megabytes."),
            of(
                    "secrets.key-file",
                    "data/secret.key",
                    SettingRule.TEXT,
                    "File with the key that seals tokens; made at first start, readable by its owner only."),
            secret("secrets.key", "The same key itself, for the environment (SECRETS_KEY) instead of a file."),
            of(
                    "commands.time-limit",
                    "240",
                    SettingRule.number(1, 10_080),
                    "Longest time one command may take; it then ends at the next safe point. Not for run. Minutes."),
            of(
                    "http.host",
                    "127.0.0.1",
                    SettingRule.HOST,
                    "Address that health and metrics are served on; beyond loopback /metrics always asks for a token, and control stays with this machine."),
            of("http.port", "8088", SettingRule.number(1, 65_535), "Port of health, metrics and control."),
            of(
                    "http.metrics",
                    "closed",
                    SettingRule.oneOf("closed", "open"),
                    "Whether /metrics asks for a token; open only on loopback."),
            of(
                    "http.metrics-detail",
                    "slim",
                    SettingRule.oneOf("slim", "routes"),
                    "Whether /metrics also shows Camel's figures of each route and exchange, some thousand lines."),
            of(
                    "http.token-file",
                    null,
                    SettingRule.TEXT,
                    "File with a token that opens /metrics and nothing else, and stays over restarts; made if missing, readable by its owner only. A scraper's credentials_file."),
            of(
                    "users.file",
                    null,
                    SettingRule.TEXT,
                    "People who may log in, once there is something to log in to; nothing reads it yet."),
            of(
                    "routes.components",
                    "direct,quartz,http,https,smtp,smtps,log,bean,timer,seda,mock",
                    SettingRule.TEXT,
                    "Camel components and languages that routes may use, separated by commas; class stands for classes by name, file for files outside the home's own folders."),
            of(
                    "routes.removed",
                    null,
                    SettingRule.TEXT,
                    "Ids of shipped routes that are missing on purpose, separated by commas."),
            of(
                    "routes.query-parameters",
                    null,
                    SettingRule.TEXT,
                    "Names that routes may put into the query of an HTTP call, separated by commas."),
            of("mail.host", null, SettingRule.TEXT, "SMTP server for notices; without it no mail is sent."),
            of("mail.port", "587", SettingRule.number(1, 65_535), "Its port."),
            of(
                    "mail.security",
                    "starttls",
                    SettingRule.oneOf("starttls", "tls", "none"),
                    "How the connection to it is protected."),
            of("mail.user", null, SettingRule.TEXT, "SMTP user."),
            secret("mail.password", "SMTP password."),
            of("mail.from", null, SettingRule.MAIL, "Sender of notices."),
            of("mail.to", null, SettingRule.MAILS, "Who gets notices; commas between addresses."),
            of(
                    "mail.schedule",
                    "0 10 * * * ?",
                    SettingRule.CRON,
                    "When to send a digest, if there is something new; Quartz cron."),
            of("log.format", "text", SettingRule.oneOf("text", "json"), "One line per event as text or as JSON."),
            of(
                    "log.level",
                    "info",
                    SettingRule.oneOf("error", "warn", "info", "debug"),
                    "Least level of our own log lines."));

    /** Prefixes whose keys are passed on unread: Camel's own options, and values for routes an operator adds. */
    static final List<String> PASSED_ON = List.of("camel.", "route.");

    private static final Map<String, Key> BY_NAME =
            KEYS.stream().collect(Collectors.toUnmodifiableMap(Key::name, Function.identity()));

    private Catalogue() {}

    /** The key a name belongs to, a member of a family included. */
    public static Optional<Key> find(String name) {
        Key exact = BY_NAME.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return KEYS.stream()
                .filter(key -> key.family()
                        && name.startsWith(key.name() + ".")
                        && name.length() > key.name().length() + 1)
                .findFirst();
    }

    /** Whether a name may be set, be it ours or passed on. */
    public static boolean knows(String name) {
        return find(name).isPresent() || PASSED_ON.stream().anyMatch(name::startsWith);
    }

    /** The known name most like an unknown one. */
    public static String nearest(String name) {
        return KEYS.stream()
                .map(Key::name)
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .orElseThrow();
    }

    /** Letters to insert, delete or replace to make one word of the other. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
