package org.harvestxero.mapping.contact;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.mapping.document.ContactExtras;
import org.harvestxero.mapping.document.XeroSettings.PaymentTerms;
import org.jspecify.annotations.Nullable;

/** What a contact is given when it is made, beside what its client has; never afterwards. By the client's currency, else for all. */
public final class ContactDefaults {
    /** Nothing. */
    public static final ContactDefaults NONE = new ContactDefaults(Map.of(), Map.of(), Map.of(), Map.of());

    /** How payment terms are written. */
    public static final Pattern TERMS =
            Pattern.compile("([0-9]{1,3}) days( after month)?|([0-9]{1,2}) (this|next) month");

    private final Map<String, String> terms;
    private final Map<String, String> accounts;
    private final Map<String, String> taxTypes;
    private final Map<String, String> groups;

    /** All by currency code, empty for all others. @param accounts of sales */
    public ContactDefaults(
            Map<String, String> terms,
            Map<String, String> accounts,
            Map<String, String> taxTypes,
            Map<String, String> groups) {
        this.terms = Map.copyOf(terms);
        this.accounts = Map.copyOf(accounts);
        this.taxTypes = Map.copyOf(taxTypes);
        this.groups = Map.copyOf(groups);
    }

    /** What a contact of the currency is given; null when that is nothing. @param currency null where nobody knows it */
    public @Nullable ContactExtras of(@Nullable String currency) {
        String written = choose(terms, currency);
        ContactExtras given = new ContactExtras(
                written == null ? null : terms(written).orElse(null),
                choose(accounts, currency),
                choose(taxTypes, currency));
        return given.isNothing() ? null : given;
    }

    /** Name of the contact group it is put into. */
    public Optional<String> group(@Nullable String currency) {
        return Optional.ofNullable(choose(groups, currency));
    }

    private static @Nullable String choose(Map<String, String> values, @Nullable String currency) {
        String own = currency == null ? null : values.get(currency.toUpperCase(Locale.ROOT));
        return own == null ? values.get("") : own;
    }

    /** Empty for what is not written like terms. */
    public static Optional<PaymentTerms> terms(String written) {
        Matcher matcher = TERMS.matcher(written.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(1) == null) {
            boolean next = matcher.group(4).equals("next");
            return Optional.of(
                    new PaymentTerms(Integer.parseInt(matcher.group(3)), next ? "OFFOLLOWINGMONTH" : "OFCURRENTMONTH"));
        }
        return Optional.of(new PaymentTerms(
                Integer.parseInt(matcher.group(1)),
                matcher.group(2) == null ? "DAYSAFTERBILLDATE" : "DAYSAFTERBILLMONTH"));
    }

    /** Account codes by the setting's suffix, to be held against Xero. */
    public Map<String, String> accounts() {
        return accounts;
    }

    /** Tax types likewise. */
    public Map<String, String> taxTypes() {
        return taxTypes;
    }
}
