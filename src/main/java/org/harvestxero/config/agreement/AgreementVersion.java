package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.harvestxero.billing.calendar.Holidays;
import org.harvestxero.billing.terms.Agreement;
import org.jspecify.annotations.Nullable;

/**
 * One agreement as it stood at some time, defaults included.
 *
 * @param client Harvest's client, by name or id in digits
 * @param hash SHA-256 of {@code content} in hexadecimal; comments and the order of keys don't change it
 * @param file name of the file, without its folder
 * @param content what holds, as JSON with sorted keys; enough to make the same agreement again
 * @param tree the same
 * @param usualZone what "today" means where the agreement names no zone
 * @param holidays the public holidays of a place
 */
public record AgreementVersion(
        String client,
        String hash,
        String file,
        String content,
        JsonNode tree,
        ZoneId usualZone,
        Function<String, Holidays> holidays) {
    private static final List<String> KINDS = List.of("hourly", "retainer", "fixed", "free");

    /** The terms, with amounts in the client's currency unless the agreement states another. */
    public Agreement in(Currency clientCurrency) {
        return new AgreementReader(usualZone, holidays).read(tree, hash, clientCurrency);
    }

    /** First day it covers. */
    public LocalDate start() {
        return LocalDate.parse(tree.path("start").asText());
    }

    /** Last day it covers; empty while it runs on. */
    public Optional<LocalDate> end() {
        return tree.has("end") ? Optional.of(LocalDate.parse(tree.path("end").asText())) : Optional.empty();
    }

    /** Length of its periods, in the file's words. */
    public String every() {
        return tree.path("calendar").path("every").asText("month");
    }

    /** Kinds of its rules, in the file's words, such as {@code retainer}; work is billed by the hour without any. */
    public List<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>();
        tree.path("rules").forEach(rule -> KINDS.stream().filter(rule::has).forEach(kinds::add));
        return kinds.isEmpty() ? List.of("hourly") : List.copyOf(kinds);
    }

    /** Whose public holidays the calendar keeps; {@code none} where it keeps none. */
    public String place() {
        return tree.path("calendar").path("holidays").asText("none");
    }

    /** What it says about dunning, beside {@code overdue.yaml}. */
    JsonNode dunning() {
        return tree.path("overdue");
    }

    /** Whether periods count as billed by other means, so that drafts are made to be compared only. */
    public boolean isShadow() {
        return tree.path("mode").asText("live").equals("shadow");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AgreementVersion that && hash.equals(that.hash) && file.equals(that.file);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }
}
