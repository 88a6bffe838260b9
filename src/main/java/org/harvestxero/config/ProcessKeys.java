package org.harvestxero.config;

import static org.harvestxero.config.Key.of;
import static org.harvestxero.config.Key.secret;

import java.util.List;

/** The process itself: its database, files, ports, mail and logs. */
final class ProcessKeys {
    static final List<Key> KEYS = List.of(
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
                    "http.certificate",
                    null,
                    SettingRule.TEXT,
                    "PEM file with the server's certificate and those above it; with http.key everything on http.port is encrypted. A renewed file is taken within seconds."),
            of(
                    "http.key",
                    null,
                    SettingRule.TEXT,
                    "PEM file with the key of http.certificate, without a passphrase, readable by the user of this process alone."),
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
                    "console.enabled",
                    "false",
                    SettingRule.FLAG,
                    "Whether people may work in a browser: the console, at http.host and http.port below /console."),
            of(
                    "console.address",
                    null,
                    SettingRule.ADDRESS,
                    "Where people reach the console, if by another address than http.host, as behind a proxy; with https its cookie travels encrypted only."),
            of(
                    "console.idle-minutes",
                    "60",
                    SettingRule.number(1, 1_440),
                    "After so long without a click somebody has to sign in to the console again. Minutes."),
            of(
                    "console.session-hours",
                    "12",
                    SettingRule.number(1, 168),
                    "After so long somebody has to sign in to the console again in any case. Hours."),
            of(
                    "users.file",
                    "data/users",
                    SettingRule.TEXT,
                    "People who may sign in to the console, with roles and hashed passwords; written by the command users, readable by its owner only."),
            of(
                    "mcp.enabled",
                    "false",
                    SettingRule.FLAG,
                    "Whether assistants may ask by the Model Context Protocol, at http.host and http.port below /mcp, each with a token of its own."),
            of(
                    "mcp.tokens-file",
                    "data/assistants",
                    SettingRule.TEXT,
                    "Assistants that may ask, with what they may see, their limits and hashed tokens; written by the command mcp, readable by its owner only."),
            of(
                    "mcp.proposal-hours",
                    "72",
                    SettingRule.number(1, 720),
                    "How long a proposal of an assistant waits in the console for a person; then it lapses. Hours."),
            of(
                    "routes.components",
                    "direct,quartz,http,https,smtp,smtps,log,bean,timer,seda,sql,mock",
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

    private ProcessKeys() {}
}
