package org.harvestxero.mapping.coding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.mapping.coding.Gap.Decision;
import org.harvestxero.mapping.coding.Gap.Fit;
import org.harvestxero.mapping.coding.Gap.Place;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.SourceProject;
import org.harvestxero.mapping.document.TaxGroup;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Finds what of a document could not be coded, each with what a rule may ask of it. */
public final class CodingGaps {
    private final MappingContext context;
    private final Optional<RuleKey> refused;
    private final List<Gap> gaps = new ArrayList<>();

    private CodingGaps(MappingContext context, Optional<RuleKey> refused) {
        this.context = context;
        this.refused = refused;
    }

    /** @param refused what Xero refused though it could be decided here; told of every line */
    public static List<Gap> of(SourceInvoice invoice, MappingContext context, Optional<RuleKey> refused) {
        CodingGaps gaps = new CodingGaps(context, refused);
        invoice.lines().forEach(line -> gaps.line(invoice, line));
        gaps.whole(RuleFacts.of(invoice), BrandingChoice.of(invoice, context));
        return gaps.gaps;
    }

    /** Of an invoice that an agreement made. */
    public static List<Gap> of(FinalizedInvoice invoice, MappingContext context, Optional<RuleKey> refused) {
        CodingGaps gaps = new CodingGaps(context, refused);
        invoice.lines().forEach(line -> gaps.line(invoice, line));
        return gaps.gaps;
    }

    /** Of a payment. */
    public static List<Gap> of(
            SourceClient client,
            String currency,
            @Nullable String gateway,
            PaymentAccounts accounts,
            MappingContext context) {
        CodingGaps gaps = new CodingGaps(context, Optional.empty());
        RuleFacts facts = RuleFacts.of(client, currency, gateway);
        Place place = new Place(Place.RULES, RuleKey.PAYMENT_ACCOUNT, null);
        Optional<Decision> decision = gaps.rule(place, facts, MappingRule.Use::paymentAccount)
                .or(() -> accounts.accountFor(currency, gateway)
                        .map(ruling -> new Decision(ruling.value(), ruling.by(), "")));
        Problem problem = decision.map(named -> PaymentAccountFit.problem(context.xero(), named.value(), currency)
                        .orElse(null))
                .orElse(null);
        if (decision.isEmpty() || problem != null) {
            gaps.add(
                    problem == null ? Problem.of(FailureCode.PAYMENT_ACCOUNT_MISSING, currency) : problem,
                    place,
                    facts,
                    decision,
                    null);
        }
        return gaps.gaps;
    }

    private void line(SourceInvoice invoice, SourceLine line) {
        BigDecimal percent = TaxGroup.of(invoice, line).percent(invoice);
        RuleFacts facts = RuleFacts.of(invoice, line, percent);
        Choice<Account> account = new AccountChoice(context).of(facts, line.kind());
        account(facts, account, false);
        if (!account.isRefused()) {
            tax(facts, account.value(), new TaxChoice(context).of(facts, percent, account.value()), false);
        }
        item(facts, new ItemChoice(context).of(facts, line.kind()).problem(), false);
        new TrackingChoice(context).of(facts).forEach(choice -> tracking(facts, choice.problem(), Map.of()));
    }

    private void line(FinalizedInvoice invoice, FinalizedInvoice.Line line) {
        Coding agreed = line.agreed();
        RuleFacts facts = RuleFacts.of(invoice, line);
        Choice<Account> account = new AccountChoice(context).of(facts, line.kind(), agreed);
        account(facts, account, agreed.account() != null || agreed.item() != null);
        if (!account.isRefused()) {
            Choice<?> tax = new TaxChoice(context).ofBilled(facts, agreed.taxType(), account.value());
            tax(facts, account.value(), tax, agreed.taxType() != null);
        }
        item(
                facts,
                new ItemChoice(context).of(facts, line.kind(), agreed.item()).problem(),
                agreed.item() != null);
        new TrackingChoice(context)
                .of(facts, agreed.tracking())
                .forEach(choice -> tracking(facts, choice.problem(), agreed.tracking()));
    }

    private void account(RuleFacts facts, Choice<Account> account, boolean agreed) {
        if (account.isRefused() || isRefused(RuleKey.ACCOUNT)) {
            Place place = new Place(Place.RULES, RuleKey.ACCOUNT, null);
            Optional<Decision> decision = agreed
                    ? agreed(account.problem())
                    : rule(place, facts, MappingRule.Use::account).or(() -> elsewhere(account));
            add(account.problem(), place, facts, decision, null);
        }
    }

    private void tax(RuleFacts facts, Account account, Choice<?> tax, boolean agreed) {
        Problem problem = tax.problem();
        if (problem == null && !isRefused(RuleKey.TAX_TYPE)) {
            return;
        }
        boolean byAccount = problem != null && problem.code() == FailureCode.TAX_RATE_MISSING;
        Place place = new Place(Place.RULES, byAccount ? RuleKey.ACCOUNT : RuleKey.TAX_TYPE, null);
        Optional<Decision> decision = agreed
                ? agreed(problem)
                : rule(place, facts, byAccount ? MappingRule.Use::account : MappingRule.Use::taxType);
        add(problem, place, facts, decision, byAccount ? null : account);
    }

    private void item(RuleFacts facts, @Nullable Problem problem, boolean agreed) {
        if (problem != null) {
            Place place = new Place(Place.RULES, RuleKey.ITEM, null);
            add(problem, place, facts, agreed ? agreed(problem) : rule(place, facts, MappingRule.Use::itemCode), null);
        }
    }

    private void tracking(RuleFacts facts, @Nullable Problem problem, Map<String, String> agreed) {
        String category = problem == null ? null : problem.facts().get("category");
        if (problem != null && category != null) {
            Place place = new Place(Place.RULES, RuleKey.TRACKING, category);
            Optional<Decision> decision = agreed.keySet().stream().anyMatch(category::equalsIgnoreCase)
                    ? agreed(problem)
                    : rule(place, facts, use -> TrackingChoice.optionOf(use.tracking(), category));
            add(problem, place, facts, decision, null);
        }
    }

    private void whole(RuleFacts facts, Choice<?> branding) {
        if (branding.isRefused()) {
            Place place = new Place(Place.RULES, RuleKey.BRANDING_THEME, null);
            add(branding.problem(), place, facts, rule(place, facts, MappingRule.Use::brandingTheme), null);
        }
    }

    private boolean isRefused(RuleKey key) {
        return refused.filter(key::equals).isPresent();
    }

    private Optional<Decision> rule(Place place, RuleFacts facts, Function<MappingRule.Use, @Nullable String> what) {
        return context.rules()
                .deciding(facts, what)
                .map(rule -> new Decision(
                        String.valueOf(what.apply(rule.use())),
                        rule.title(),
                        place.of(rule.number(), rule.use().tracking())));
    }

    /** By a setting, an item or a contact; the code is what the problem is about, or what was chosen. */
    private static Optional<Decision> elsewhere(Choice<Account> account) {
        Problem problem = account.problem();
        if (problem == null) {
            return Optional.of(new Decision(String.valueOf(account.value().code()), account.because(), ""));
        }
        return problem.code() == FailureCode.ACCOUNT_MISSING
                ? Optional.empty()
                : Optional.of(new Decision(problem.subject(), "", ""));
    }

    private static Optional<Decision> agreed(@Nullable Problem problem) {
        return Optional.of(new Decision(problem == null ? "" : problem.subject(), MappingRules.Ruling.AGREEMENT, ""));
    }

    private void add(
            @Nullable Problem problem,
            Place place,
            RuleFacts facts,
            Optional<Decision> decision,
            @Nullable Account account) {
        Gap gap = new Gap(
                problem,
                place,
                place.key() == RuleKey.PAYMENT_ACCOUNT ? payment(facts) : all(facts, place.key()),
                decision,
                new Fit(Optional.ofNullable(account), Optional.ofNullable(facts.tax()), facts.currency()));
        if (gaps.stream().noneMatch(gap::isLike)) {
            gaps.add(gap);
        }
    }

    /** What a rule may ask, the narrowest first. */
    private static Map<String, String> all(RuleFacts facts, RuleKey key) {
        Map<String, String> asked = new LinkedHashMap<>();
        SourceProject project = facts.project();
        put(asked, "project", project == null ? null : project.name());
        put(asked, "client", facts.client().name());
        put(asked, "kind", facts.kind());
        BigDecimal tax = key == RuleKey.BRANDING_THEME ? null : facts.tax();
        put(asked, "tax", tax == null ? null : Texts.number(tax));
        put(asked, "currency", facts.currency());
        return asked;
    }

    private static Map<String, String> payment(RuleFacts facts) {
        Map<String, String> asked = new LinkedHashMap<>();
        put(asked, "client", facts.client().name());
        put(asked, "gateway", facts.gateway());
        put(asked, "currency", facts.currency());
        return asked;
    }

    private static void put(Map<String, String> asked, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            asked.put(key, value.strip());
        }
    }
}
