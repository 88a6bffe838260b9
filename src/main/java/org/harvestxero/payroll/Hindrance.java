package org.harvestxero.payroll;

/**
 * Why somebody's hours can't go into a timesheet.
 *
 * @param words without the full stop
 * @param remedy what to do, as a sentence
 */
public record Hindrance(Kind kind, String words, String remedy) {
    /** As scripts read it, in lower case with hyphens. */
    public enum Kind {
        NO_EMAIL,
        NO_EMPLOYEE,
        TWO_EMPLOYEES,
        TWO_PEOPLE,
        LINK_GONE,
        NO_CALENDAR,
        UNKNOWN_CALENDAR,
        LEFT,
        NO_RATE,
        NO_OPTION
    }
}
