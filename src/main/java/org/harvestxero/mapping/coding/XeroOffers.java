package org.harvestxero.mapping.coding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.BrandingTheme;
import org.harvestxero.mapping.document.XeroSettings.Item;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.mapping.failure.FailureCode;
import org.jspecify.annotations.Nullable;

/** What of a Xero organisation's own lists can fill a {@link Gap}: nothing that Xero would refuse there. */
public final class XeroOffers {
    private static final String REVENUE = "REVENUE";
    private static final String EXPENSE = "EXPENSE";

    private final Gap gap;
    private final XeroSettings xero;

    private XeroOffers(Gap gap, XeroSettings xero) {
        this.gap = gap;
        this.xero = xero;
    }

    /**
     * @param value as the file names it
     * @param name as Xero shows it
     * @param group of what it is, such as {@code Revenue}
     */
    public record Offer(String value, String name, String group) {}

    /** The likeliest first. */
    public static List<Offer> of(Gap gap, XeroSettings xero) {
        XeroOffers offers = new XeroOffers(gap, xero);
        return switch (gap.place().key()) {
            case ACCOUNT -> offers.accounts();
            case TAX_TYPE -> offers.taxTypes();
            case TRACKING -> offers.options();
            case ITEM -> offers.items();
            case BRANDING_THEME -> offers.themes();
            case PAYMENT_ACCOUNT -> offers.paymentAccounts();
        };
    }

    private List<Offer> accounts() {
        String likely = gap.place().isOfExpenses() ? EXPENSE : REVENUE;
        boolean taxed = gap.problem() != null && gap.problem().code() == FailureCode.TAX_RATE_MISSING;
        return xero.accounts().stream()
                .filter(account -> account.code() != null
                        && !AccountChoice.fit(xero, account.code(), "").isRefused()
                        && (!taxed || isTaxable(account)))
                .sorted(Comparator.comparing((Account account) -> !isTaxable(account))
                        .thenComparing(account -> !likely.equals(account.accountClass()))
                        .thenComparing(Account::accountClass)
                        .thenComparing(account -> String.valueOf(account.code())))
                .map(account -> offer(
                        account,
                        String.valueOf(account.code()),
                        isTaxable(account) ? word(account.accountClass()) : "Without a rate of the tax charged"))
                .toList();
    }

    /** Whether some active rate of what Harvest charges may stand on the account. */
    private boolean isTaxable(Account account) {
        Optional<BigDecimal> percent = gap.fit().percent().filter(charged -> charged.signum() != 0);
        return percent.isEmpty()
                || xero.taxRates().stream()
                        .anyMatch(rate -> rate.active()
                                && rate.rate().compareTo(percent.get()) == 0
                                && TaxChoice.isAllowed(rate, account));
    }

    private List<Offer> taxTypes() {
        List<TaxRate> rates = new ArrayList<>(xero.taxRates());
        TaxChoice.find(xero, "NONE").filter(none -> !rates.contains(none)).ifPresent(rates::add);
        return rates.stream()
                .filter(TaxRate::active)
                .filter(rate -> gap.fit()
                        .percent()
                        .map(percent -> rate.rate().compareTo(percent) == 0)
                        .orElse(true))
                .filter(rate -> gap.fit()
                        .account()
                        .map(account -> TaxChoice.isAllowed(rate, account))
                        .orElse(true))
                .sorted(Comparator.comparing(TaxRate::rate).reversed().thenComparing(TaxRate::name))
                .map(rate -> new Offer(
                        rate.taxType(),
                        rate.name() + ", " + Texts.number(rate.rate()) + " % (" + rate.taxType() + ")",
                        "Tax rates"))
                .toList();
    }

    private List<Offer> options() {
        String name = gap.place().category();
        return Stream.ofNullable(name)
                .flatMap(category -> xero.trackingCategory(category).stream())
                .filter(TrackingCategory::active)
                .flatMap(category -> category.options().stream())
                .filter(TrackingCategory.Option::active)
                .sorted(Comparator.comparing(TrackingCategory.Option::name, String.CASE_INSENSITIVE_ORDER))
                .map(option -> new Offer(option.name(), option.name(), String.valueOf(name)))
                .toList();
    }

    private List<Offer> items() {
        return xero.items().stream()
                .filter(ItemChoice::mayBeNamed)
                .sorted(Comparator.comparing(Item::code, String.CASE_INSENSITIVE_ORDER))
                .map(item -> new Offer(item.code(), item.code() + " · " + item.name(), "Items"))
                .toList();
    }

    private List<Offer> themes() {
        return xero.brandingThemes().stream()
                .sorted(Comparator.comparing(BrandingTheme::name, String.CASE_INSENSITIVE_ORDER))
                .map(theme -> new Offer(theme.name(), theme.name(), "Branding themes"))
                .toList();
    }

    private List<Offer> paymentAccounts() {
        return xero.accounts().stream()
                .filter(account -> gap.place().isOfExpenses()
                        ? isBank(account)
                        : PaymentAccountFit.problem(
                                        xero, named(account), gap.fit().currency())
                                .isEmpty())
                .sorted(Comparator.comparing((Account account) -> !"BANK".equals(account.type()))
                        .thenComparing(Account::name, String.CASE_INSENSITIVE_ORDER))
                .map(account -> offer(
                        account,
                        named(account),
                        "BANK".equals(account.type()) ? "Bank accounts" : "Other accounts that take payments"))
                .toList();
    }

    private boolean isBank(Account account) {
        String kept = account.currency();
        return account.active()
                && "BANK".equals(account.type())
                && (kept == null || kept.equals(gap.fit().currency()));
    }

    private static String named(Account account) {
        String code = account.code();
        return code == null || code.isBlank() ? account.id() : code;
    }

    private static Offer offer(Account account, String value, String group) {
        String code = account.code();
        String kept = currency(account.currency());
        return new Offer(value, (code == null || code.isBlank() ? "" : code + " · ") + account.name() + kept, group);
    }

    private static String currency(@Nullable String code) {
        return code == null ? "" : " (" + code + ")";
    }

    private static String word(String accountClass) {
        return accountClass.isEmpty()
                ? "Accounts"
                : accountClass.charAt(0) + accountClass.substring(1).toLowerCase(Locale.ROOT);
    }
}
