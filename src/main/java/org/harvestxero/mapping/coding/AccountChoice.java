package org.harvestxero.mapping.coding;

import java.util.Optional;
import java.util.Set;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroSettings.Item;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Which account a line is booked to: rule, then the item's sales account, then the contact's, then the fallback. */
public final class AccountChoice {
    private static final Set<String> UNFIT_TYPES = Set.of("BANK");
    private static final Set<String> UNFIT_SYSTEM_ACCOUNTS = Set.of(
            "DEBTORS",
            "CREDITORS",
            "RETAINEDEARNINGS",
            "BANKCURRENCYGAIN",
            "REALISEDCURRENCYGAIN",
            "UNREALISEDCURRENCYGAIN",
            "HISTORICAL",
            "UNPAIDEXPCLAIM",
            "TRACKINGTRANSFERS",
            "WAGEPAYABLES");

    private final MappingContext context;

    public AccountChoice(MappingContext context) {
        this.context = context;
    }

    Choice<Account> of(RuleFacts facts, String kind) {
        Optional<Ruling> named = named(facts, kind);
        if (named.isEmpty()) {
            return Choice.refused(Problem.of(FailureCode.ACCOUNT_MISSING, kind.isBlank() ? "(none)" : kind));
        }
        return fit(context.xero(), named.get().value(), named.get().by());
    }

    /** Of a line that an agreement made: what the agreement names, account before item, comes first. */
    public Choice<Account> of(RuleFacts facts, String kind, Coding agreed) {
        return ruling(agreed.account(), Ruling.AGREEMENT)
                .or(() -> Optional.ofNullable(agreed.item())
                        .flatMap(item -> context.xero().item(item))
                        .flatMap(AccountChoice::salesAccount))
                .map(named -> fit(context.xero(), named.value(), named.by()))
                .orElseGet(() -> of(facts, kind));
    }

    private Optional<Ruling> named(RuleFacts facts, String kind) {
        return context.rules()
                .decide(facts, MappingRule.Use::account)
                .or(() -> ItemChoice.ofKind(context.xero(), kind).flatMap(AccountChoice::salesAccount))
                .or(this::contactDefault)
                .or(() -> ruling(context.options().revenueAccount(), "copy.revenue-account"));
    }

    private static Optional<Ruling> salesAccount(Item item) {
        return item.sold()
                ? ruling(item.salesAccount(), "sales account of the Xero item " + item.code())
                : Optional.empty();
    }

    private Optional<Ruling> contactDefault() {
        XeroContact contact = context.contact();
        return contact == null
                ? Optional.empty()
                : ruling(contact.salesAccount(), "default sales account of the Xero contact " + contact.name());
    }

    private static Optional<Ruling> ruling(@Nullable String code, String by) {
        return code == null || code.isBlank() ? Optional.empty() : Optional.of(new Ruling(code.strip(), by));
    }

    /** The account of a code, if it may stand on an invoice line. */
    public static Choice<Account> fit(XeroSettings xero, String code, String because) {
        Optional<Account> account = xero.account(code);
        if (account.isEmpty()) {
            return Choice.refused(Problem.of(FailureCode.ACCOUNT_UNKNOWN, code));
        }
        if (!account.get().active()) {
            return Choice.refused(Problem.of(FailureCode.ACCOUNT_ARCHIVED, code));
        }
        return isFit(account.get())
                ? Choice.of(account.get(), because)
                : Choice.refused(Problem.of(FailureCode.ACCOUNT_UNFIT, code));
    }

    private static boolean isFit(Account account) {
        String system = account.systemAccount();
        return account.code() != null
                && !UNFIT_TYPES.contains(account.type())
                && (system == null || !UNFIT_SYSTEM_ACCOUNTS.contains(system));
    }
}
