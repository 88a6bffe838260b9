package org.harvestxero.config.agreement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.billing.calendar.DateRule;

/** Reads dates written in words, such as {@code net 30} or {@code the 20th of the following month}. */
final class DateRules {
    private static final Pattern NET = Pattern.compile("net (\\d+)");
    private static final Pattern DAY = Pattern.compile("the (\\d+)(?:st|nd|rd|th)( of the following month)?");

    private DateRules() {}

    static DateRule parse(String words) {
        Matcher net = NET.matcher(words);
        if (net.matches()) {
            return DateRule.net(Integer.parseInt(net.group(1)));
        }
        Matcher day = DAY.matcher(words);
        if (day.matches()) {
            int number = Integer.parseInt(day.group(1));
            return day.group(2) == null ? DateRule.nextDay(number) : DateRule.dayOfMonth(number, 1);
        }
        return switch (words) {
            case "close day" -> DateRule.net(0);
            case "period end" -> DateRule.periodEnd();
            case "after period" -> DateRule.afterPeriod();
            case "end of the month" -> DateRule.endOfMonth(0);
            case "end of the following month" -> DateRule.endOfMonth(1);
            default -> throw new IllegalArgumentException("\"" + words + "\" is no date");
        };
    }
}
