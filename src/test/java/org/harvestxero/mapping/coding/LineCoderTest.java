package org.harvestxero.mapping.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.mapped;
import static org.harvestxero.mapping.InvoiceMapperTest.refused;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;
import static org.harvestxero.mapping.document.RuleBuilder.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.harvestxero.mapping.InvoiceMapper;
import org.harvestxero.mapping.MappingResult.Mapped;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.SourceProject;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetLine;
import org.harvestxero.mapping.document.TargetLine.Tracking;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineCoderTest {
    private static final SourceProject WEBSITE = new SourceProject(31, "Website", "WEB");

    private final MappingContext context = Books.context();

    @Test
    void accountIsTheItemsThenTheContactsThenTheFallback() {
        XeroContact acme = new XeroContact("c-1", "Acme", null, null, true, null, "210", null, null);

        assertThat(line(ofKind("Product"), context.withContact(acme)).accountCode())
                .isEqualTo("260");
        assertThat(line(ofKind("Service"), context.withContact(acme)).accountCode())
                .isEqualTo("210");
        assertThat(line(ofKind("Service"), context).accountCode()).isEqualTo("200");
    }

    @Test
    void accountOfARuleWinsOverTheItems() {
        assertThat(line(ofKind("Product"), Books.context(rule(1).kind("product").account("210")))
                        .accountCode())
                .isEqualTo("210");
    }

    @Test
    void anItemIsFoundByTheKindCutTo30Characters() {
        XeroSettings xero = Books.xero();
        XeroSettings withLongItem = new XeroSettings(
                xero.organisation(),
                xero.accounts(),
                xero.taxRates(),
                List.of(new XeroSettings.Item("Website maintenance and suppor", "Support", true, false, "260", null)),
                xero.trackingCategories(),
                xero.currencies(),
                xero.brandingThemes());

        TargetLine line = line(ofKind("Website maintenance and support"), context.withXero(withLongItem));

        assertThat(line.itemCode()).isEqualTo("Website maintenance and suppor");
        assertThat(line.accountCode()).isEqualTo("260");
    }

    @Test
    void ruling11NamesAnItemOnlyIfItIsSoldAndNotInventory() {
        assertThat(line(ofKind("Product"), context).itemCode()).isEqualTo("Product");
        assertThat(line(ofKind("Widgets"), context).itemCode()).isNull();
        assertThat(line(ofKind("Widgets"), context).accountCode()).isEqualTo("210");
        assertThat(line(ofKind("Bought"), context).itemCode()).isNull();
        assertThat(line(ofKind("Bought"), context).accountCode()).isEqualTo("200");
        assertThat(line(ofKind("Service"), Books.context(rule(1).itemCode("Product")))
                        .itemCode())
                .isEqualTo("Product");
        assertThat(refused(ofKind("Service"), Books.context(rule(1).itemCode("Widgets")))
                        .get(0)
                        .code())
                .isEqualTo(FailureCode.ITEM_UNKNOWN);
    }

    @ParameterizedTest(name = "account {0}: {1}")
    @CsvSource({
        "299, ACCOUNT_ARCHIVED",
        "999, ACCOUNT_UNKNOWN",
        "090, ACCOUNT_UNFIT",
        "610, ACCOUNT_UNFIT",
    })
    void refusesAnAccountThatCannotBeUsed(String code, FailureCode cause) {
        assertThat(refused(ofKind("Service"), Books.context(rule(1).account(code))))
                .containsExactly(Problem.of(cause, code));
    }

    @Test
    void refusesALineNoAccountIsKnownFor() {
        MappingContext none = context.withOptions(Books.OPTIONS.withRevenueAccount(null));

        assertThat(refused(ofKind("Service"), none).get(0).sentence())
                .isEqualTo("No account is known for lines of the kind \"Service\".");
    }

    @Test
    void oneArchivedAccountIsOneProblemForAnyNumberOfInvoices() {
        MappingContext old = context.withOptions(Books.OPTIONS.withRevenueAccount("299"));

        assertThat(refused(
                        anInvoice()
                                .number("1")
                                .line("1", "1.00", "1.00")
                                .amount("1.00")
                                .build(),
                        old))
                .isEqualTo(refused(ofKind("Service"), old));
    }

    @Test
    void ruling10TaxedLineTakesTheAccountsDefaultIfItsRateIsEqual() {
        assertThat(line(taxed("20", "20.00"), context).taxType()).isEqualTo("OUTPUT2");
    }

    @Test
    void ruling10TaxedLineTakesTheOnlyActiveRateAllowedForTheAccount() {
        MappingContext other = context.withOptions(Books.OPTIONS.withRevenueAccount("260"));

        assertThat(line(taxed("20", "20.00"), other).taxType()).isEqualTo("OUTPUT2");
        assertThat(line(taxed("5", "5.00"), context).taxType()).isEqualTo("RROUTPUT");
    }

    @Test
    void ruling10SeveralCandidatesAreLeftToAPerson() {
        Problem problem = refused(taxed("10", "10.00"), context).get(0);

        assertThat(problem.code()).isEqualTo(FailureCode.TAX_RATE_AMBIGUOUS);
        assertThat(problem.remedy())
                .isEqualTo(
                        "Add a rule to mappings.yaml: when tax 10, use one of TAX010A, TAX010B; or make it the default tax of account 200.");
        assertThat(line(taxed("10", "10.00"), Books.context(rule(1).tax("10").taxType("TAX010B")))
                        .taxType())
                .isEqualTo("TAX010B");
    }

    @Test
    void ruling10AnInactiveRateIsNoCandidate() {
        assertThat(refused(taxed("17.5", "17.50"), context).get(0).code()).isEqualTo(FailureCode.TAX_RATE_MISSING);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "TAX175, TAX_RATE_INACTIVE",
        "NOSUCH, TAX_TYPE_UNKNOWN",
        "RROUTPUT, TAX_RATE_DIFFERS",
        "INPUT2, TAX_NOT_ALLOWED",
    })
    void ruling10RefusesANamedTaxTypeThatDoesNotFit(String taxType, FailureCode cause) {
        assertThat(refused(taxed("20", "20.00"), Books.context(rule(1).taxType(taxType)))
                        .get(0)
                        .code())
                .isEqualTo(cause);
    }

    @Test
    void ruling10UntaxedLineTakesTheAccountsDefaultIfItIsZeroThenTheConfiguredOne() {
        MappingContext zeroRated = context.withOptions(Books.OPTIONS.withUntaxedTaxType("ZERORATEDOUTPUT"));

        assertThat(line(ofKind("Service"), zeroRated).taxType()).isEqualTo("ZERORATEDOUTPUT");
        assertThat(line(
                                ofKind("Service"),
                                zeroRated.withOptions(zeroRated.options().withRevenueAccount("210")))
                        .taxType())
                .isEqualTo("NONE");
        assertThat(line(ofKind("Service"), context).taxType()).isEqualTo("NONE");
        assertThat(refused(ofKind("Service"), context.withOptions(Books.OPTIONS.withUntaxedTaxType("OUTPUT2")))
                        .get(0)
                        .code())
                .isEqualTo(FailureCode.TAX_RATE_DIFFERS);
    }

    @Test
    void xeroKnowsNoneEvenIfItsListOfTaxRatesDoesNot() {
        XeroSettings xero = Books.xero();
        XeroSettings bare = new XeroSettings(
                xero.organisation(),
                xero.accounts(),
                List.of(),
                xero.items(),
                xero.trackingCategories(),
                xero.currencies(),
                xero.brandingThemes());

        assertThat(line(ofKind("Service"), context.withXero(bare)).taxType()).isEqualTo("NONE");
    }

    @Test
    void aTaxOfZeroPercentIsNoTax() {
        assertThat(line(taxed("0", "0.00"), context).taxType()).isEqualTo("NONE");
    }

    @Test
    void tracksByClientAndNamesAMissingOptionToBeCreated() {
        MappingContext tracked = context.withOptions(Books.OPTIONS.withTrackingCategory("client"));

        TargetInvoice invoice = mapped(ofKind("Service"), tracked);

        assertThat(invoice.lines().get(0).tracking()).containsExactly(new Tracking("Client", "Acme"));
        assertThat(invoice.missingTracking(Books.xero())).containsExactly(new Tracking("Client", "Acme"));
    }

    @Test
    void tracksByClientUnderTheNameXeroHas() {
        MappingContext tracked = context.withOptions(Books.OPTIONS.withTrackingCategory("Client"));
        SourceInvoice globex = anInvoice()
                .client(client(8, "GLOBEX "))
                .line("1", "1.00", "1.00")
                .amount("1.00")
                .build();

        TargetInvoice invoice = mapped(globex, tracked);

        assertThat(invoice.lines().get(0).tracking()).containsExactly(new Tracking("Client", "Globex"));
        assertThat(invoice.missingTracking(Books.xero())).isEmpty();
    }

    @Test
    void refusesAnArchivedTrackingOption() {
        MappingContext tracked = context.withOptions(Books.OPTIONS.withTrackingCategory("Client"));
        SourceInvoice initech = anInvoice()
                .client(client(9, "Initech"))
                .line("1", "1.00", "1.00")
                .amount("1.00")
                .build();

        assertThat(refused(initech, tracked).get(0).sentence())
                .isEqualTo("The option \"Initech\" of the tracking category \"Client\" is archived in Xero.");
    }

    @Test
    void refusesAMissingTrackingCategory() {
        assertThat(refused(ofKind("Service"), context.withOptions(Books.OPTIONS.withTrackingCategory("Team"))))
                .containsExactly(Problem.of(FailureCode.TRACKING_CATEGORY_MISSING, "Team"));
    }

    @Test
    void aRuleMayTrackByProjectBesideTheClient() {
        MappingContext both = Books.context(rule(1).project("web").tracking("Region", "north"))
                .withOptions(Books.OPTIONS.withTrackingCategory("Client"));

        assertThat(line(ofProject(WEBSITE), both).tracking())
                .containsExactly(new Tracking("Client", "Acme"), new Tracking("Region", "North"));
        assertThat(line(ofKind("Service"), both).tracking()).containsExactly(new Tracking("Client", "Acme"));
    }

    @Test
    void anOptionMisspeltInARuleIsNotCreated() {
        assertThat(refused(ofKind("Service"), Books.context(rule(1).tracking("Region", "Nrth")))
                        .get(0)
                        .code())
                .isEqualTo(FailureCode.TRACKING_OPTION_UNKNOWN);
    }

    @Test
    void theNarrowestRuleDecides() {
        MappingContext rules = Books.context(
                rule(1).currency("EUR").account("210"),
                rule(2).client("7").account("260"),
                rule(3).project("31").account("210"),
                rule(4).client("Acme").kind("Service").currency("EUR").account("200"));

        assertThat(line(ofProject(WEBSITE), rules).accountCode()).isEqualTo("210");
        assertThat(line(ofKind("Service"), rules).accountCode()).isEqualTo("200");
        assertThat(line(ofKind("Other"), rules).accountCode()).isEqualTo("260");
    }

    @Test
    void amongEquallyNarrowRulesTheFirstInTheFileDecides() {
        MappingContext rules = Books.context(
                rule(1).kind("Service").account("260"), rule(2).kind("SERVICE").account("210"));

        assertThat(line(ofKind("Service"), rules).accountCode()).isEqualTo("260");
    }

    @Test
    void eachThingIsDecidedByTheNarrowestRuleThatSpeaksOfIt() {
        MappingContext rules = Books.context(
                rule(1).client("Acme").kind("Service").taxType("ZERORATEDOUTPUT"),
                rule(2).kind("Service").account("260"));

        TargetLine line = line(ofKind("Service"), rules);

        assertThat(line.accountCode()).isEqualTo("260");
        assertThat(line.taxType()).isEqualTo("ZERORATEDOUTPUT");
    }

    @Test
    void rulesMayDecideReferenceAndBrandingTheme() {
        MappingContext rules = Books.context(
                rule(1).client("Acme").reference("{client} {purchaseOrder} {number} {subject}"),
                rule(2).brandingTheme("very plain"));

        TargetInvoice invoice = mapped(
                anInvoice()
                        .purchaseOrder("PO-7")
                        .line("1", "1.00", "1.00")
                        .amount("1.00")
                        .build(),
                rules);

        assertThat(invoice.reference()).isEqualTo("Acme PO-7 1042");
        assertThat(invoice.brandingThemeId()).isEqualTo("theme-2");
        assertThat(refused(ofKind("Service"), Books.context(rule(1).brandingTheme("Glossy"))))
                .containsExactly(Problem.of(FailureCode.BRANDING_THEME_UNKNOWN, "Glossy"));
    }

    @Test
    void aProjectDecidesTheReferenceOnlyIfAllLinesAreItsOwn() {
        MappingContext rules = Books.context(rule(1).project("Website").reference("Website"));
        SourceInvoice mixed = anInvoice()
                .line(sourceLine(WEBSITE))
                .line("1", "1.00", "1.00")
                .amount("2.00")
                .build();

        assertThat(mapped(ofProject(WEBSITE), rules).reference()).isEqualTo("Website");
        assertThat(mapped(mixed, rules).reference()).isNull();
    }

    @Test
    void explainsWhichRuleDecided() {
        MappingContext rules = Books.context(
                rule(3).why("Hosting is booked apart").kind("Service").account("210"));

        Mapped mapped = (Mapped) InvoiceMapper.map(ofKind("Service"), rules);

        assertThat(mapped.explanation().text())
                .contains("  account = 210 Hosting: mappings.yaml rule 3 (Hosting is booked apart)");
    }

    private static TargetLine line(SourceInvoice invoice, MappingContext context) {
        return mapped(invoice, context).lines().get(0);
    }

    private static SourceInvoice ofKind(String kind) {
        return anInvoice()
                .line(kind, "Design work", "1", "100.00", "100.00", false, false)
                .amount("100.00")
                .build();
    }

    private static SourceInvoice taxed(String percent, String amount) {
        return anInvoice()
                .tax(percent, amount)
                .taxedLine("1", "100.00", "100.00")
                .amount(new BigDecimal("100.00").add(new BigDecimal(amount)).toPlainString())
                .build();
    }

    private static SourceInvoice ofProject(SourceProject project) {
        return anInvoice().line(sourceLine(project)).amount("1.00").build();
    }

    private static SourceLine sourceLine(SourceProject project) {
        return new SourceLine(
                1,
                "Service",
                "Design work",
                BigDecimal.ONE,
                new BigDecimal("1.00"),
                new BigDecimal("1.00"),
                false,
                false,
                project);
    }

    private static SourceClient client(long id, String name) {
        return new SourceClient(id, name, null, null, null, null, null);
    }

    /** A subject that looks like a name of the template stays as it is, whichever is filled in first. */
    @Test
    void aReferenceIsFilledInOnce() {
        MappingContext rules =
                Books.context(rule(1).reference("{subject} for {client}: {number} {purchaseOrder} {other}"));
        SourceInvoice invoice = anInvoice()
                .client(client(7, "{number} Ltd"))
                .subject("{client} {purchaseOrder}")
                .purchaseOrder("{subject}")
                .line("1", "1.00", "1.00")
                .amount("1.00")
                .build();

        assertThat(mapped(invoice, rules).reference())
                .isEqualTo("{client} {purchaseOrder} for {number} Ltd: 1042 {subject} {other}");
    }

    @Test
    void aReferenceIsCutTo255Characters() {
        assertThat(mapped(
                                anInvoice()
                                        .purchaseOrder("x".repeat(256))
                                        .line("1", "1.00", "1.00")
                                        .amount("1.00")
                                        .build(),
                                context)
                        .reference())
                .hasSize(255);
    }

    @Test
    void aProjectIsMeantByNameCodeOrId() {
        for (String name : new String[] {"website", "web", " 31 "}) {
            assertThat(line(
                                    ofProject(WEBSITE),
                                    Books.context(rule(1).project(name).account("210")))
                            .accountCode())
                    .as(name)
                    .isEqualTo("210");
        }
        assertThat(line(ofProject(WEBSITE), Books.context(rule(1).project("3").account("210")))
                        .accountCode())
                .isEqualTo("200");
        assertThat(line(
                                ofProject(new SourceProject(32, "App", null)),
                                Books.context(rule(1).project("WEB").account("210")))
                        .accountCode())
                .isEqualTo("200");
    }

    @Test
    void everyConditionOfARuleMustFit() {
        assertThat(line(ofKind("Service"), Books.context(rule(1).client("Other").account("210")))
                        .accountCode())
                .isEqualTo("200");
        assertThat(line(ofKind("Service"), Books.context(rule(1).kind("Product").account("210")))
                        .accountCode())
                .isEqualTo("200");
        assertThat(line(ofKind("Service"), Books.context(rule(1).tax("20").account("210")))
                        .accountCode())
                .isEqualTo("200");
        assertThat(line(ofKind("Service"), Books.context(rule(1).currency("USD").account("210")))
                        .accountCode())
                .isEqualTo("200");
        assertThat(line(
                                ofKind("Service"),
                                Books.context(rule(1).gateway("stripe").account("210")))
                        .accountCode())
                .isEqualTo("200");
        assertThat(line(
                                taxed("20", "20.00"),
                                Books.context(
                                        rule(1).tax("20.0").currency("eur").account("260")))
                        .accountCode())
                .isEqualTo("260");
    }

    @Test
    void rulesTellWhatTheyNeedToKnow() {
        MappingRules themes = new MappingRules(List.of(rule(1).brandingTheme("Plain")));
        MappingRules tracking = new MappingRules(List.of(rule(1).tracking("Region", "North")));

        assertThat(themes.usesBrandingThemes()).isTrue();
        assertThat(themes.usesTracking()).isFalse();
        assertThat(themes.usesProjectTypes()).isFalse();
        assertThat(tracking.usesTracking()).isTrue();
        assertThat(tracking.usesBrandingThemes()).isFalse();
    }

    @Test
    void aBlankAccountOfTheContactOrTheSettingsIsNone() {
        XeroContact blank = new XeroContact("c-1", "Acme", null, null, true, null, " ", null, null);

        assertThat(line(ofKind("Service"), context.withContact(blank)).accountCode())
                .isEqualTo("200");
        assertThat(refused(ofKind(" "), context.withContact(blank).withOptions(Books.OPTIONS.withRevenueAccount(" "))))
                .containsExactly(Problem.of(FailureCode.ACCOUNT_MISSING, "(none)"));
    }

    /** INPUT2 is for expenses alone, whatever the account 200 has for its default. */
    @Test
    void ruling10AnAccountsDefaultThatXeroDoesNotAllowItIsNone() {
        XeroSettings books = Books.xero();
        MappingContext odd = context.withXero(new XeroSettings(
                books.organisation(),
                List.of(Books.account("200", "Sales", "REVENUE", "REVENUE", "INPUT2")),
                books.taxRates(),
                books.items(),
                books.trackingCategories(),
                books.currencies(),
                books.brandingThemes()));
        RuleFacts facts = RuleFacts.of(client(7, "Acme"), "EUR", null);
        XeroSettings.Account sales = odd.xero().account("200").orElseThrow();

        assertThat(line(taxed("20", "20.00"), odd).taxType()).isEqualTo("OUTPUT2");
        assertThat(new TaxChoice(odd).ofBilled(facts, null, sales).value().taxType())
                .isEqualTo("NONE");
    }

    @Test
    void theExplanationSaysWhoChoseEachTrackingOption() {
        MappingContext both = Books.context(rule(1).project("web").tracking("Region", "north"))
                .withOptions(Books.OPTIONS.withTrackingCategory("Client"));

        assertThat(((Mapped) InvoiceMapper.map(ofProject(WEBSITE), both))
                        .explanation()
                        .text())
                .contains(
                        "  tracking Client = Acme: copy.tracking-category, filled with the client's name",
                        "  tracking Region = North: mappings.yaml rule 1");
        assertThat(new TrackingChoice(context)
                        .of(RuleFacts.of(client(7, "Acme"), "EUR", null), Map.of("Region", "South"))
                        .get(0)
                        .because())
                .isEqualTo("the agreement");
    }

    @Test
    void aWholeInvoiceIsOfAKindIfAllItsLinesAre() {
        MappingContext rules = Books.context(rule(1).kind("Service").reference("Services"));
        SourceInvoice alike = anInvoice()
                .line("Service", "One", "1", "1.00", "1.00", false, false)
                .line("service", "Two", "1", "1.00", "1.00", false, false)
                .amount("2.00")
                .build();
        SourceInvoice mixed = anInvoice()
                .line("Service", "One", "1", "1.00", "1.00", false, false)
                .line("Product", "Two", "1", "1.00", "1.00", false, false)
                .amount("2.00")
                .build();

        assertThat(mapped(alike, rules).reference()).isEqualTo("Services");
        assertThat(mapped(mixed, rules).reference()).isNull();
    }
}
