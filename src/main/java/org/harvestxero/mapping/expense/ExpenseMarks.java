package org.harvestxero.mapping.expense;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.mapping.document.HarvestLink;
import org.jspecify.annotations.Nullable;

/** Our signs on purchases in Xero, by which they are recognised whatever became of an answer. */
public final class ExpenseMarks {
    /** What every number of a bill of ours begins with. */
    public static final String PREFIX = "HX-";

    private static final Pattern BILL_IN_URL = Pattern.compile("[?&]hx=(HX-[A-Z0-9-]+)$");
    private static final Pattern EXPENSE_IN_LINE = Pattern.compile("#(\\d{1,18})$");
    private static final Pattern SPEND = Pattern.compile("^HX-E(\\d{1,18})\\b");

    private ExpenseMarks() {}

    /**
     * A bill's number: {@code HX-1782959-2026-10}, of a second one of the period {@code HX-1782959-2026-10-2}.
     *
     * @param currency null where it is the organisation's own
     */
    public static String bill(long person, ExpensePeriod period, @Nullable String currency, int part) {
        return PREFIX + person + "-" + period.label() + (currency == null ? "" : "-" + currency)
                + (part == 1 ? "" : "-" + part);
    }

    /** The reference of money spent. */
    public static String spend(long expense) {
        return PREFIX + "E" + expense;
    }

    /** The expense that a line's description ends with. */
    public static OptionalLong inLine(@Nullable String description) {
        Matcher found = EXPENSE_IN_LINE.matcher(description == null ? "" : description.strip());
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    /** The address of Harvest's expenses, with the mark at its end. */
    public static String url(String harvestAddress, String mark) {
        return HarvestLink.home(harvestAddress) + "/expenses?hx=" + mark;
    }

    /** The mark that an address ends with. */
    public static Optional<String> inUrl(@Nullable String url) {
        Matcher found = BILL_IN_URL.matcher(url == null ? "" : url.strip());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The expense that a reference names, if a person wrote another text behind it too. */
    public static OptionalLong spendIn(@Nullable String reference) {
        Matcher found = SPEND.matcher(reference == null ? "" : reference.strip());
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }
}
