package org.harvestxero.mapping.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.mapping.InvoiceMapperTest.mapped;
import static org.harvestxero.mapping.InvoiceMapperTest.refused;
import static org.harvestxero.mapping.document.InvoiceBuilder.anInvoice;
import static org.harvestxero.mapping.document.RuleBuilder.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.billing.Named;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.mapping.FinalizedInvoiceMapper;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingRule;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.document.BilledWork.Worker;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Test;

/** What rules may ask of a line's tax, its project and the people behind it. */
class RuleConditionsTest {
    private static final SourceProject WEB = new SourceProject(77, "Website", "WEB-7");
    private static final SourceProject SHOP = new SourceProject(78, "Shop", "SHOP");
    private static final Worker ANN = new Worker(new Named(1, "Ann"), List.of("Designer", "Lead"));
    private static final Worker BOB = new Worker(new Named(2, "Bob"), List.of("Developer", "Lead"));

    @Test
    void zeroRatedAndUntaxedLinesAreTwoThings() {
        MappingContext rules = Books.context(
                rule(1).taxed(Taxed.ZERO).taxType("ZERORATEDOUTPUT"),
                rule(2).taxed(Taxed.NO).taxType("NONE"),
                rule(3).taxed(Taxed.RATE).account("260"));

        assertThat(taxType(anInvoice().tax("0", "0.00").taxedLine("1", "10.00", "10.00"), rules))
                .isEqualTo("ZERORATEDOUTPUT");
        assertThat(taxType(anInvoice().tax("0", "0.00").line("1", "10.00", "10.00"), rules))
                .isEqualTo("NONE");
        assertThat(taxType(anInvoice().taxedLine("1", "10.00", "10.00"), rules)).isEqualTo("NONE");
        assertThat(line(
                                anInvoice()
                                        .tax("20", "2.00")
                                        .taxedLine("1", "10.00", "10.00")
                                        .amount("12.00")
                                        .build(),
                                rules)
                        .accountCode())
                .isEqualTo("260");
    }

    @Test
    void aRuleForZeroPercentStillFitsBoth() {
        MappingContext rules = Books.context(rule(1).tax("0").taxType("ZERORATEDOUTPUT"));

        assertThat(taxType(anInvoice().tax("0", "0.00").taxedLine("1", "10.00", "10.00"), rules))
                .isEqualTo("ZERORATEDOUTPUT");
        assertThat(taxType(anInvoice().line("1", "10.00", "10.00"), rules)).isEqualTo("ZERORATEDOUTPUT");
    }

    @Test
    void aProjectIsKnownByItsCodeAndByItsType() {
        MappingContext rules = with(
                read(Map.of(77L, ProjectType.FIXED_FEE)),
                rule(1).projectType(ProjectType.FIXED_FEE).account("210"),
                rule(2).projectType(ProjectType.NON_BILLABLE).account("260"));

        assertThat(line(of(WEB), rules).accountCode()).isEqualTo("210");
        assertThat(line(of(SHOP), rules).accountCode()).isEqualTo("200");
        assertThat(line(of(null), rules).accountCode()).isEqualTo("200");
        assertThat(line(of(WEB), Books.context(rule(1).projectCode("web-7").account("260")))
                        .accountCode())
                .isEqualTo("260");
        assertThat(line(of(WEB), Books.context(rule(1).projectCode("Website").account("260")))
                        .accountCode())
                .isEqualTo("200");
    }

    @Test
    void nothingIsDecidedByATypeThatCouldNotBeRead() {
        MappingContext rules = with(
                unread(Map.of(77L, ProjectType.FIXED_FEE)),
                rule(1).projectType(ProjectType.FIXED_FEE).account("210"));

        assertThat(line(of(WEB), rules).accountCode()).isEqualTo("210");
        assertThat(refused(of(SHOP), rules)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(FailureCode.PROJECT_TYPE_UNREAD);
            assertThat(problem.sentence())
                    .isEqualTo(
                            "A rule of mappings.yaml asks for the type of the project \"Shop\", and Harvest's list of"
                                    + " projects could not be read.");
        });
        assertThat(line(of(SHOP), Books.context(rule(1).project("Shop").account("210")))
                        .accountCode())
                .isEqualTo("210");
    }

    @Test
    void anInvoiceIsOfATypeIfAllItsProjectsAre() {
        MappingRule reference =
                rule(1).projectType(ProjectType.TIME_AND_MATERIALS).reference("By the hour");
        SourceInvoice both = anInvoice()
                .line(sourceLine(1, WEB))
                .line(sourceLine(2, SHOP))
                .amount("20.00")
                .build();

        MappingContext alike =
                with(read(Map.of(77L, ProjectType.TIME_AND_MATERIALS, 78L, ProjectType.TIME_AND_MATERIALS)), reference);
        MappingContext mixed =
                with(read(Map.of(77L, ProjectType.TIME_AND_MATERIALS, 78L, ProjectType.FIXED_FEE)), reference);

        assertThat(mapped(both, alike).reference()).isEqualTo("By the hour");
        assertThat(mapped(both, mixed).reference()).isNull();
    }

    @Test
    void aBilledLineIsCodedByWhoWorkedIfAllAgree() {
        MappingContext rules = Books.context(
                rule(1).role("designer").account("210"), rule(2).person("Bob").account("260"));

        assertThat(account(rules, ANN)).isEqualTo("210");
        assertThat(account(rules, BOB)).isEqualTo("260");
        assertThat(account(rules, ANN, BOB)).isEqualTo("200");
        assertThat(account(rules)).isEqualTo("200");
        assertThat(account(Books.context(rule(1).role("Lead").account("210")), ANN, BOB))
                .isEqualTo("210");
        assertThat(account(Books.context(rule(1).person("2").account("210")), BOB))
                .isEqualTo("210");
        assertThat(line(of(WEB), rules).accountCode()).isEqualTo("200");
    }

    @Test
    void theNarrowerOfTheNewConditionsWins() {
        MappingRules rules = new MappingRules(List.of(
                rule(1).account("1"),
                rule(2).currency("EUR").account("2"),
                rule(3).gateway("stripe").account("3"),
                rule(4).taxed(Taxed.NO).account("4"),
                rule(5).tax("20").account("5"),
                rule(6).kind("Service").account("6"),
                rule(7).projectType(ProjectType.FIXED_FEE).account("7"),
                rule(8).role("Designer").account("8"),
                rule(9).person("Ann").account("9"),
                rule(10).client("Acme").account("10"),
                rule(11).projectCode("WEB-7").account("11"),
                rule(12).project("WEB-7").account("12")));

        assertThat(rules.narrowestFirst())
                .extracting(MappingRule::number)
                .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void theSecondTaxOfZeroPercentIsATaxToo() {
        MappingContext rules = Books.context(rule(1).taxed(Taxed.ZERO).taxType("ZERORATEDOUTPUT"));

        assertThat(taxType(secondTax("0", true), rules)).isEqualTo("ZERORATEDOUTPUT");
        assertThat(taxType(secondTax("0", false), rules)).isEqualTo("NONE");
        assertThat(taxType(secondTax(null, true), rules)).isEqualTo("NONE");
        assertThat(Taxed.called("zero")).isEqualTo(Taxed.ZERO);
    }

    private static InvoiceBuilder secondTax(String percent, boolean taxed2) {
        return anInvoice().tax2(percent, "0.00").line("Service", "Work", "1", "10.00", "10.00", false, taxed2);
    }

    @Test
    void aBillWaitsForTheTypesOfItsProjectsToo() {
        MappingContext rules =
                Books.context(rule(1).projectType(ProjectType.FIXED_FEE).account("210"));

        assertThat(((MappingResult.Refused) FinalizedInvoiceMapper.map(bill(), rules)).problems())
                .extracting(Problem::sentence)
                .containsExactly(
                        "A rule of mappings.yaml asks for the type of the project \"Website\", and Harvest's list"
                                + " of projects could not be read.");
        assertThat(ProjectTypes.UNREAD.areRead()).isFalse();
    }

    private static String account(MappingContext rules, Worker... workers) {
        return ((MappingResult.Mapped) FinalizedInvoiceMapper.map(bill(workers), rules))
                .invoice()
                .lines()
                .get(0)
                .accountCode();
    }

    private static FinalizedInvoice bill(Worker... workers) {
        return new FinalizedInvoice(
                -5,
                new SourceClient(7, "Acme", null, "EUR", null, null, null),
                "INV-5",
                Status.AUTHORISED,
                "EUR",
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-11-07"),
                null,
                null,
                null,
                List.of(new FinalizedInvoice.Line(
                        "Service",
                        "Work",
                        BigDecimal.ONE,
                        new BigDecimal("10.00"),
                        new BigDecimal("10.00"),
                        WEB,
                        Coding.open(),
                        new BilledWork(List.of(WEB), List.of(workers)))));
    }

    private static String taxType(InvoiceBuilder invoice, MappingContext rules) {
        return line(invoice.amount("10.00").build(), rules).taxType();
    }

    private static TargetLine line(SourceInvoice invoice, MappingContext rules) {
        return mapped(invoice, rules).lines().get(0);
    }

    private static SourceInvoice of(SourceProject project) {
        return anInvoice().line(sourceLine(1, project)).amount("10.00").build();
    }

    private static SourceLine sourceLine(long id, SourceProject project) {
        BigDecimal ten = new BigDecimal("10.00");
        return new SourceLine(id, "Service", "Work", BigDecimal.ONE, ten, ten, false, false, project);
    }

    private static MappingContext with(ProjectTypes types, MappingRule... rules) {
        return Books.context().withRules(new MappingRules(List.of(rules)).with(types));
    }

    private static ProjectTypes read(Map<Long, ProjectType> known) {
        return types(known, true);
    }

    private static ProjectTypes unread(Map<Long, ProjectType> known) {
        return types(known, false);
    }

    private static ProjectTypes types(Map<Long, ProjectType> known, boolean read) {
        return new ProjectTypes() {
            @Override
            public Optional<ProjectType> of(long project) {
                return Optional.ofNullable(known.get(project));
            }

            @Override
            public boolean areRead() {
                return read;
            }
        };
    }
}
