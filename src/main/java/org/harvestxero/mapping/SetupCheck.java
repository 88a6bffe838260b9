package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.harvestxero.mapping.coding.AccountChoice;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.ItemChoice;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingRule;
import org.harvestxero.mapping.coding.PaymentAccountFit;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.coding.RuleFacts;
import org.harvestxero.mapping.coding.TaxChoice;
import org.harvestxero.mapping.contact.ContactDefaults;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory;
import org.harvestxero.mapping.document.XeroSettings.TrackingCategory.Option;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Holds settings and mapping rules against what Xero has, before any invoice meets them. */
public final class SetupCheck {
    private final MappingContext context;
    private final XeroSettings xero;
    private final List<Finding> findings = new ArrayList<>();

    private SetupCheck(MappingContext context) {
        this.context = context;
        this.xero = context.xero();
    }

    /** @param where the setting or rule at fault, such as {@code mappings.yaml rule 3} */
    public record Finding(String where, Problem problem) {}

    /** What names something in Xero that isn't there or can't be used; empty when all is well. */
    public static List<Finding> findings(MappingContext context, PaymentAccounts payments) {
        SetupCheck check = new SetupCheck(context);
        check.options();
        context.rules().narrowestFirst().stream()
                .sorted(Comparator.comparingInt(MappingRule::number))
                .forEach(check::rule);
        check.payments(payments);
        return List.copyOf(check.findings);
    }

    /** What keeps written-off invoices from being credited, where that is asked for: the account must be there and usable. */
    public static Optional<Finding> writeOffs(XeroSettings xero, @Nullable String account) {
        String where = "copy.write-off-account";
        Problem problem = account == null || account.isBlank()
                ? Problem.of(FailureCode.WRITE_OFF_ACCOUNT_MISSING, where)
                : AccountChoice.fit(xero, account, where).problem();
        return Optional.ofNullable(problem).map(found -> new Finding(where, found));
    }

    /** The same of what new contacts are given. */
    public static List<Finding> contacts(MappingContext context, ContactDefaults defaults) {
        SetupCheck check = new SetupCheck(context);
        defaults.accounts()
                .forEach((currency, code) -> check.account(of("contacts.defaults.sales-account", currency), code));
        defaults.taxTypes()
                .forEach((currency, type) -> check.taxType(of("contacts.defaults.sales-tax", currency), type));
        return List.copyOf(check.findings);
    }

    private static String of(String setting, String currency) {
        return currency.isEmpty() ? setting : setting + "." + currency;
    }

    /** Which tax type a rate gets on lines of the fallback account, as people would say it (ruling 10). */
    public static List<String> taxChoices(MappingContext context) {
        String code = context.options().revenueAccount();
        Optional<Account> account =
                code == null ? Optional.empty() : context.xero().account(code);
        return account.map(revenue -> context.xero().taxRates().stream()
                        .filter(TaxRate::active)
                        .filter(rate -> TaxChoice.isAllowed(rate, revenue))
                        .map(rate -> rate.rate().stripTrailingZeros())
                        .distinct()
                        .sorted()
                        .map(percent -> taxChoice(context, percent, revenue))
                        .toList())
                .orElse(List.of());
    }

    private static String taxChoice(MappingContext context, BigDecimal percent, Account account) {
        SourceClient anyone = new SourceClient(0, "", null, null, null, null, null);
        RuleFacts facts = new RuleFacts(anyone, null, null, percent, "", null);
        Choice<TaxRate> choice = new TaxChoice(context).of(facts, percent, account);
        Problem problem = choice.problem();
        return Texts.number(percent) + " %: "
                + (problem == null
                        ? choice.value().taxType() + " (" + choice.because() + ")"
                        : problem.sentence() + " " + problem.remedy());
    }

    private void options() {
        CopyOptions options = context.options();
        with(options.revenueAccount(), code -> account("copy.revenue-account", code));
        taxType("copy.untaxed-tax-type", options.untaxedTaxType());
        with(options.trackingCategory(), category -> category("copy.tracking-category", category));
    }

    private void rule(MappingRule rule) {
        String where = rule.title();
        MappingRule.Use use = rule.use();
        with(use.account(), code -> account(where, code));
        with(use.taxType(), taxType -> taxType(where, taxType));
        with(
                use.itemCode(),
                code -> exists(
                        where, FailureCode.ITEM_UNKNOWN, code, xero.item(code).filter(ItemChoice::mayBeNamed)));
        with(
                use.brandingTheme(),
                name -> exists(where, FailureCode.BRANDING_THEME_UNKNOWN, name, xero.brandingTheme(name)));
        with(use.paymentAccount(), account -> payment(where, account, currency(rule)));
        use.tracking().forEach((category, option) -> {
            category(where, category);
            option(where, category, option);
        });
    }

    private void payments(PaymentAccounts payments) {
        with(payments.usual(), account -> payment("copy.payment-account", account, base()));
        payments.bySuffix().forEach((suffix, account) -> {
            String last = suffix.substring(suffix.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT);
            payment("copy.payment-account." + suffix, account, xero.takesCurrency(last) ? last : base());
        });
    }

    private String currency(MappingRule rule) {
        return Optional.ofNullable(rule.when().currency()).orElse(base());
    }

    private String base() {
        return xero.organisation().baseCurrency();
    }

    private void account(String where, String code) {
        add(where, AccountChoice.fit(xero, code, where).problem());
    }

    private void payment(String where, String account, String currency) {
        add(where, PaymentAccountFit.problem(xero, account, currency).orElse(null));
    }

    private void taxType(String where, String taxType) {
        Optional<TaxRate> rate = TaxChoice.find(xero, taxType);
        exists(where, FailureCode.TAX_TYPE_UNKNOWN, taxType, rate);
        exists(
                where,
                FailureCode.TAX_RATE_INACTIVE,
                taxType,
                rate.filter(Predicate.not(TaxRate::active)).isPresent() ? Optional.empty() : Optional.of(taxType));
    }

    private void category(String where, String name) {
        exists(
                where,
                FailureCode.TRACKING_CATEGORY_MISSING,
                name,
                xero.trackingCategory(name).filter(TrackingCategory::active));
    }

    private void option(String where, String category, String name) {
        Optional<Option> option = xero.trackingCategory(category).flatMap(found -> found.option(name));
        if (option.isEmpty()) {
            add(where, Problem.of(FailureCode.TRACKING_OPTION_UNKNOWN, name).with("category", category));
        } else if (!option.get().active()) {
            add(where, Problem.of(FailureCode.TRACKING_OPTION_ARCHIVED, name).with("category", category));
        }
    }

    private void exists(String where, FailureCode code, String subject, Optional<?> found) {
        add(where, found.isPresent() ? null : Problem.of(code, subject));
    }

    private void add(String where, @Nullable Problem problem) {
        if (problem != null) {
            findings.add(new Finding(where, problem));
        }
    }

    private static void with(@Nullable String named, Consumer<String> check) {
        if (named != null && !named.isBlank()) {
            check.accept(named);
        }
    }
}
