package org.harvestxero.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.harvestxero.mapping.contact.ContactDefaults;

/** What the value of a setting must look like. */
@FunctionalInterface
interface SettingRule {
    /** Text that follows "must be", with an example; empty when the value is fine. */
    Optional<String> complaint(String value);

    /** Dates outside these years are slips of the pen. */
    int FIRST_YEAR = 2000;

    int LAST_YEAR = 2100;

    SettingRule TEXT = value -> Optional.empty();

    SettingRule FLAG = value -> unless(value.equals("true") || value.equals("false"), "true or false");

    SettingRule DATE = value -> {
        try {
            int year = LocalDate.parse(value).getYear();
            return unless(year >= FIRST_YEAR && year <= LAST_YEAR, "a date such as 2026-11-01");
        } catch (DateTimeException e) {
            return Optional.of("a date such as 2026-11-01");
        }
    };

    SettingRule ZONE = value -> {
        try {
            ZoneId.of(value);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("a time zone such as Pacific/Auckland");
        }
    };

    SettingRule CRON = Schedule::complaint;

    String OFF = "off";

    /** A schedule that may be switched off. */
    SettingRule CRON_OR_OFF = value ->
            value.equals(OFF) ? Optional.empty() : Schedule.complaint(value).map(complaint -> complaint + "; or off");

    /** An https address without a trailing slash, query or user; http only to this machine, since tokens travel there. */
    SettingRule ADDRESS = value -> {
        String expected =
                "an address such as https://api.xero.com (no blanks, no query, no user name, no slash at the end;"
                        + " http only to this machine, as http://127.0.0.1:8090)";
        try {
            URI uri = new URI(value);
            boolean web = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isThisMachine(uri));
            return unless(
                    web
                            && uri.getHost() != null
                            && uri.getRawQuery() == null
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null
                            && !value.endsWith("/"),
                    expected);
        } catch (URISyntaxException e) {
            return Optional.of(expected);
        }
    };

    /** An https address, whatever follows its host; http only to this machine. */
    SettingRule HOOK_ADDRESS = value -> {
        String expected = "an address that begins with https:// (http only to this machine) without a user name in it";
        try {
            URI uri = new URI(value);
            boolean web = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isThisMachine(uri));
            return unless(
                    web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null,
                    expected);
        } catch (URISyntaxException e) {
            return Optional.of(expected);
        }
    };

    SettingRule PAYMENT_TERMS = matching(
            ContactDefaults.TERMS.pattern(),
            "payment terms such as 30 days, 10 days after month, 15 this month or 20 next month");

    SettingRule PERCENTS = matching(
            "\\s*([1-9]\\d?|100)\\s*(,\\s*([1-9]\\d?|100)\\s*)*",
            "whole percentages from 1 to 100 with commas between them, such as 30, 50, 100");

    /** As {@code profit.budget.BudgetSteps} reads them. */
    SettingRule STEPS = matching(
            "\\s*(none|((?!0+\\b)\\d{1,3}|1000)(\\s*,\\s*((?!0+\\b)\\d{1,3}|1000))*)\\s*",
            "whole percentages from 1 to 1000 with commas between them, such as 50, 75, 90, 100; or none");

    SettingRule UNLOCKS = matching(
            "\\s*\\d{1,18}@\\d{1,3}=\\d{1,18}\\s*(,\\s*\\d{1,18}@\\d{1,3}=\\d{1,18}\\s*)*",
            "ids of Harvest as 1001@50=1002, with commas between several");

    SettingRule TRIGGER =
            matching("[^\\s,]{3,40}", "one word of 3 to 40 letters or signs without blanks, such as #bill");

    SettingRule UNLOCKED_TASKS = matching(
            "\\s*\\d{1,18}@\\d{1,3}=\\d{1,18}/\\d{1,18}\\s*(,\\s*\\d{1,18}@\\d{1,3}=\\d{1,18}/\\d{1,18}\\s*)*",
            "ids of Harvest as 1001@50=1002/77, with commas between several");

    /** Whether a hook is on, or what it is told of. */
    SettingRule HOOK = HookWords::complaint;

    SettingRule HOST =
            matching("[A-Za-z0-9.:_-]+", "a host name or an address such as 127.0.0.1 or 0.0.0.0, without a port");

    SettingRule JDBC = value -> unless(
            value.startsWith("jdbc:h2:") || value.startsWith("jdbc:postgresql:"),
            "an H2 or PostgreSQL address such as jdbc:postgresql://localhost/books");

    SettingRule MAIL = matching("[^@\\s]+@[^@\\s]+", "an e-mail address such as books@example.com");

    SettingRule MAILS =
            matching("[^@\\s,]+@[^@\\s,]+(\\s*,\\s*[^@\\s,]+@[^@\\s,]+)*", "e-mail addresses with commas between them");

    SettingRule DIGITS = matching("[0-9]+", "digits only");

    SettingRule NAME =
            matching("[A-Za-z0-9][A-Za-z0-9._-]{0,39}", "up to 40 letters, digits, dots, dashes or underscores");

    /** A whole number within bounds, both included. */
    static SettingRule number(int least, int most) {
        return value -> {
            String expected = "a whole number from " + least + " to " + most;
            try {
                int number = Integer.parseInt(value);
                return unless(number >= least && number <= most, expected);
            } catch (NumberFormatException e) {
                return Optional.of(expected);
            }
        };
    }

    static SettingRule oneOf(String... values) {
        List<String> allowed = List.of(values);
        return value -> unless(allowed.contains(value), "one of: " + String.join(", ", allowed));
    }

    private static boolean isThisMachine(URI uri) {
        String host = String.valueOf(uri.getHost());
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static SettingRule matching(String pattern, String expected) {
        Pattern compiled = Pattern.compile(pattern);
        return value -> unless(compiled.matcher(value).matches(), expected);
    }

    private static Optional<String> unless(boolean fine, String expected) {
        return fine ? Optional.empty() : Optional.of(expected);
    }
}
