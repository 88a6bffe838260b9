package org.harvestxero.mapping.coding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.TaxRate;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Which tax type a line gets (ruling 10). Taxed: rule, then the account's default if its rate is equal, then the only active
 * one of that rate allowed for the account. Untaxed: rule, then the account's default if it is 0 %, then the configured one.
 */
public final class TaxChoice {
    private static final String NO_TAX = "NONE";

    private final MappingContext context;

    public TaxChoice(MappingContext context) {
        this.context = context;
    }

    public Choice<TaxRate> of(RuleFacts facts, BigDecimal percent, Account account) {
        Optional<Ruling> rule = context.rules().decide(facts, MappingRule.Use::taxType);
        if (rule.isPresent()) {
            return named(rule.get(), percent, account);
        }
        Optional<TaxRate> usual = accountDefault(percent, account);
        if (usual.isPresent()) {
            return Choice.of(usual.get(), "default tax of account " + account.code());
        }
        return percent.signum() == 0
                ? named(new Ruling(context.options().untaxedTaxType(), "copy.untaxed-tax-type"), percent, account)
                : onlyCandidate(percent, account);
    }

    /**
     * Of a line that an agreement made, which Harvest charges no tax on yet: the agreement, then the rules, then the contact's own
     * default, then the account's, then the type of untaxed lines.
     */
    public Choice<TaxRate> ofBilled(RuleFacts facts, @Nullable String agreed, Account account) {
        Optional<Ruling> named = Optional.ofNullable(agreed)
                .map(taxType -> new Ruling(taxType, Ruling.AGREEMENT))
                .or(() -> context.rules().decide(facts, MappingRule.Use::taxType));
        XeroContact contact = context.contact();
        if (named.isEmpty() && contact != null && contact.salesTaxType() != null) {
            return ofContact(contact, contact.salesTaxType(), account);
        }
        Optional<TaxRate> usual = Optional.ofNullable(account.taxType())
                .flatMap(this::find)
                .filter(TaxRate::active)
                .filter(rate -> isAllowed(rate, account));
        if (named.isEmpty() && usual.isPresent()) {
            return Choice.of(usual.get(), "default tax of account " + account.code());
        }
        Ruling ruling = named.orElseGet(() -> new Ruling(context.options().untaxedTaxType(), "copy.untaxed-tax-type"));
        BigDecimal itsOwn = find(ruling.value()).map(TaxRate::rate).orElse(BigDecimal.ZERO);
        return named(ruling, itsOwn, account);
    }

    /** What a bookkeeper set for the client is never passed over in silence: the account's own could be quite another tax. */
    private Choice<TaxRate> ofContact(XeroContact contact, String taxType, Account account) {
        Optional<TaxRate> found = find(taxType);
        String unfit = found.isEmpty()
                ? "Xero has no such tax rate"
                : !found.get().active()
                        ? "it is no longer active in Xero"
                        : isAllowed(found.get(), account)
                                ? null
                                : "Xero doesn't allow it with account " + account.code();
        return unfit == null
                ? Choice.of(found.orElseThrow(), "default tax of the Xero contact " + contact.name())
                : Choice.refused(Problem.of(FailureCode.CONTACT_TAX_UNFIT, contact.name() + ": " + taxType)
                        .with("contact", contact.name())
                        .with("taxType", taxType)
                        .with("words", unfit));
    }

    private Choice<TaxRate> named(Ruling named, BigDecimal percent, Account account) {
        Optional<TaxRate> found = find(named.value());
        if (found.isEmpty()) {
            return Choice.refused(Problem.of(FailureCode.TAX_TYPE_UNKNOWN, named.value()));
        }
        TaxRate rate = found.get();
        if (!rate.active()) {
            return Choice.refused(Problem.of(FailureCode.TAX_RATE_INACTIVE, rate.taxType()));
        }
        if (rate.rate().compareTo(percent) != 0) {
            return Choice.refused(
                    Problem.of(FailureCode.TAX_RATE_DIFFERS, rate.taxType() + " for " + Texts.number(percent) + " %")
                            .with("taxType", rate.taxType())
                            .with("has", Texts.number(rate.rate()))
                            .with("wants", Texts.number(percent)));
        }
        return isAllowed(rate, account)
                ? Choice.of(rate, named.by())
                : Choice.refused(
                        Problem.of(FailureCode.TAX_NOT_ALLOWED, rate.taxType() + " with account " + account.code()));
    }

    private Optional<TaxRate> accountDefault(BigDecimal percent, Account account) {
        return Optional.ofNullable(account.taxType())
                .flatMap(this::find)
                .filter(TaxRate::active)
                .filter(rate -> rate.rate().compareTo(percent) == 0)
                .filter(rate -> isAllowed(rate, account));
    }

    private Choice<TaxRate> onlyCandidate(BigDecimal percent, Account account) {
        List<TaxRate> candidates = context.xero().taxRates().stream()
                .filter(TaxRate::active)
                .filter(rate -> rate.rate().compareTo(percent) == 0)
                .filter(rate -> isAllowed(rate, account))
                .toList();
        String shown = Texts.number(percent);
        if (candidates.size() == 1) {
            return Choice.of(
                    candidates.get(0), "the only active tax rate of " + shown + " % for account " + account.code());
        }
        Problem problem = Problem.of(
                        candidates.isEmpty() ? FailureCode.TAX_RATE_MISSING : FailureCode.TAX_RATE_AMBIGUOUS,
                        shown + " % for " + account.accountClass().toLowerCase(Locale.ROOT) + " accounts")
                .with("rate", shown)
                .with("account", String.valueOf(account.code()));
        return Choice.refused(
                candidates.isEmpty()
                        ? problem
                        : problem.with(
                                "candidates",
                                candidates.stream()
                                        .map(TaxRate::taxType)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
    }

    private Optional<TaxRate> find(String taxType) {
        return find(context.xero(), taxType);
    }

    /** Xero always knows {@code NONE}, whether or not its list of tax rates says so. */
    public static Optional<TaxRate> find(XeroSettings xero, String taxType) {
        return xero.taxRate(taxType)
                .or(() -> taxType.equalsIgnoreCase(NO_TAX)
                        ? Optional.of(new TaxRate(NO_TAX, "No tax", BigDecimal.ZERO, true, Set.of()))
                        : Optional.empty());
    }

    /** What Xero didn't tell, the account's class or the classes of a rate, forbids nothing. */
    public static boolean isAllowed(TaxRate rate, Account account) {
        return rate.appliesTo().isEmpty()
                || account.accountClass().isEmpty()
                || rate.appliesTo().contains(account.accountClass());
    }
}
