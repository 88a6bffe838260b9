package org.harvestxero.billing.calendar;

import java.time.LocalDate;

/** A period as a person names it. What it means for an agreement is for the agreement's calendar to say. */
public sealed interface WantedPeriod {
    /** How a period may be named. */
    String FORMS = "2026-10, 2026-10-01..2026-10-15, 2026-Q4 or last";

    /** From the first to the last of these days. */
    record Days(BillingPeriod days) implements WantedPeriod {}

    /** A run that only bills a first fee in advance, by the name it has in reports. */
    record Opening(String label) implements WantedPeriod {}

    /** The one that closed last. */
    record Last() implements WantedPeriod {}

    /**
     * What {@code words} name.
     *
     * @param today for the guess at what a person meant
     * @throws IllegalArgumentException saying how periods are named and, where it can be guessed, what was meant
     */
    static WantedPeriod parse(String words, LocalDate today) {
        String text = words.strip();
        return PeriodWord.read(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no period. Write " + FORMS + "."
                        + PeriodWord.meant(text, today)
                                .map(guess -> " Did you mean " + guess + "?")
                                .orElse("")));
    }
}
