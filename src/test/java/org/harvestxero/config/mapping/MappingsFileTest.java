package org.harvestxero.config.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.config.SettingsException;
import org.harvestxero.mapping.coding.MappingRule;
import org.harvestxero.mapping.coding.MappingRule.Use;
import org.harvestxero.mapping.coding.MappingRule.When;
import org.harvestxero.mapping.document.ProjectType;
import org.harvestxero.mapping.document.Taxed;
import org.harvestxero.mapping.document.XeroArithmetic.TaxMode;
import org.harvestxero.mapping.expense.ExpensePeriod;
import org.harvestxero.mapping.expense.ExpensePolicy;
import org.harvestxero.mapping.expense.ExpenseRule;
import org.harvestxero.mapping.expense.ExpenseWay;
import org.harvestxero.mapping.expense.ReceiptPolicy;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingsFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("mappings.yaml");
    }

    @Test
    void readsEverythingARuleMaySay() {
        write("""
                rules:
                  - why: All at once
                    when: {client: 7, project: WEB-7, kind: Service, tax: 17.50, currency: EUR}
                    use:
                      account: 090
                      taxType: OUTPUT2
                      tracking: {Region: North, Team: " Blue "}
                      itemCode: Product
                  - when: {gateway: Stripe, currency: USD}
                    use: {paymentAccount: "882"}
                  - use: {reference: "{purchaseOrder} {subject} {number} {client}", brandingTheme: Plain}
                """);

        List<MappingRule> rules = MappingsFile.open(file).rules().narrowestFirst();

        assertThat(rules)
                .containsExactly(
                        new MappingRule(
                                1,
                                "All at once",
                                new When("7", "WEB-7", "Service", new BigDecimal("17.50"), "EUR", null),
                                new Use(
                                        "090",
                                        "OUTPUT2",
                                        Map.of("Region", "North", "Team", "Blue"),
                                        "Product",
                                        null,
                                        null,
                                        null)),
                        new MappingRule(
                                2,
                                null,
                                new When(null, null, null, null, "USD", "Stripe"),
                                new Use(null, null, Map.of(), null, null, null, "882")),
                        new MappingRule(
                                3,
                                null,
                                new When(null, null, null, null, null, null),
                                new Use(
                                        null,
                                        null,
                                        Map.of(),
                                        null,
                                        "{purchaseOrder} {subject} {number} {client}",
                                        "Plain",
                                        null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "rules:\n", "rules: []\n", "---\nrules: []\n"})
    void nothingIsNoRules(String text) {
        write(text);

        assertThat(MappingsFile.open(file).rules().narrowestFirst()).isEmpty();
    }

    @Test
    void aFileThatOthersMayWriteIsRefusedAndTheLastGoodRulesStay() throws IOException {
        write("rules: [{when: {client: Acme}, use: {account: \"200\"}}]\n");
        MappingsFile opened = MappingsFile.open(file);
        write("rules: []\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatThrownBy(opened::reload)
                .isInstanceOf(SettingsException.class)
                .hasMessageMatching(
                        ".*/mappings.yaml can be written by others than its owner \\(rw-rw-rw-\\): run chmod"
                                + " g?o-w .*/mappings.yaml\\.");
        assertThat(opened.rules().narrowestFirst()).hasSize(1);
    }

    @Test
    void theOneThatIsShippedWorksOutOfTheBox() throws IOException {
        MappingsFile shipped = MappingsFile.open(Path.of("mappings.yaml"));

        assertThat(shipped.rules().narrowestFirst()).isEmpty();
    }

    @Test
    void readsWhatARuleMayAskOfTaxProjectAndPeople() {
        write("""
                rules:
                  - when: {taxed: no, projectCode: WEB-7, projectType: fixed fee, person: 12, role: Designer}
                    use: {account: 210}
                """);

        assertThat(MappingsFile.open(file).rules().narrowestFirst().get(0).when())
                .isEqualTo(new When(
                        null,
                        null,
                        "WEB-7",
                        ProjectType.FIXED_FEE,
                        "12",
                        "Designer",
                        null,
                        null,
                        Taxed.NO,
                        null,
                        null));
    }

    @Test
    void theExamplesInTheShippedOneAreGood() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("mappings.yaml"));
        int start = lines.indexOf("# rules:");
        write(String.join(
                "\n",
                lines.subList(start, lines.size() - 2).stream()
                        .map(line -> line.replaceFirst("^# ?", ""))
                        .toList()));

        assertThat(MappingsFile.open(file).rules().narrowestFirst()).hasSize(7);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        rules:\\n- use: {acount: 200} | 2 | "acount" is unknown here; probably "account" is meant.
        rules:\\n- use: {colour: red} | 2 | "colour" is unknown here; known are account, taxType, tracking, itemCode, reference, brandingTheme, paymentAccount.
        rule:\\n- use: {account: 200} | 1 | "rule" is unknown here; probably "rules" is meant.
        rules:\\n- wen: {client: A}\\n  use: {account: 200} | 2 | "wen" is unknown here; probably "when" is meant.
        rules:\\n- when: {client: A} | 2 | the rule doesn't say what to use; add "use".
        rules:\\n- when: {client: A}\\n  use: {} | 3 | "use" is empty; name at least one thing below it, or remove it.
        rules:\\n- use:\\n    account: | 3 | "account" is empty; give it a value, or remove it.
        rules:\\n- use: {account: '  '} | 2 | "account" can't be "  "; "account" takes one text.
        rules:\\n- use: {account: [200]} | 2 | "account" takes one text.
        rules:\\n- when: {currency: euro}\\n  use: {account: 200} | 2 | "currency" can't be "euro"; a currency is three capital letters, such as EUR.
        rules:\\n- when: {tax: -1}\\n  use: {account: 200} | 2 | "tax" can't be "-1"; a tax is a percentage, such as 20 or 17.5.
        rules:\\n- use: {tracking: {A: 1, B: 2, C: 3}} | 2 | Xero takes at most two tracking categories on a line; remove one.
        rules:\\n- use: {tracking: North} | 2 | "tracking" takes categories and options, such as {Region: North}.
        rules:\\n  client: A | 1 | "rules" takes a list; begin each rule with a dash.
        rules:\\n- account | 2 | a rule takes when and use.
        just text | 1 | write "rules:" and the rules below it.
        rules:\\n- use: {account: 200}\\n- when: {gateway: Stripe}\\n  use: {account: 200} | 3 | an invoice has no gateway, so this rule would never fit; keep only paymentAccount in "use".
        rules:\\n- when: {kind: Service}\\n  use: {paymentAccount: 200} | 3 | a payment has no project, kind or tax, so this rule would never fit; remove them from "when".
        rules:\\n- when: {tax: 20}\\n  use: {reference: VAT} | 2 | reference and brandingTheme are decided for the whole invoice, which has no single tax; remove "tax".
        rules:\\n- when: {taxed: none}\\n  use: {account: 200} | 2 | "taxed" can't be "none"; taxed is no, zero (a tax of 0 %) or rate.
        rules:\\n- when: {projectType: hourly}\\n  use: {account: 200} | 2 | "projectType" can't be "hourly"; a project is time and materials, fixed fee or non-billable.
        rules:\\n- when: {projekttype: x}\\n  use: {account: 200} | 2 | "projekttype" is unknown here; probably "projectType" is meant.
        rules:\\n- when: {tax: 20, taxed: zero}\\n  use: {account: 200} | 2 | a tax of 20 % is never so; remove "tax" or "taxed".
        rules:\\n- when: {role: Designer}\\n  use: {reference: R} | 2 | reference and brandingTheme are decided for the whole invoice, not by who worked; remove "role" and "person".
        rules:\\n- when: {role: Designer}\\n  use: {paymentAccount: 200} | 3 | nobody works for a payment, so this rule would never fit; remove them from "when".
        rules:\\n- when: {taxed: zero}\\n  use: {brandingTheme: R} | 2 | reference and brandingTheme are decided for the whole invoice, which has no single tax; remove "taxed".
        rules:\\n- use: {reference: '{po}'} | 2 | "{po}" can't be filled in; known are {purchaseOrder}, {subject}, {number}, {client}.
        rules:\\n- use: {account: 200}\\nrules: [] | 3 | "rules" is given twice.
        rules:\\n- use: &u {account: 200}\\n- use: *u | 3 | aliases (*name) aren't understood here; write the value out.
        rules: []\\n---\\nrules: [] | 3 | a second document begins here; keep everything in one.
        """)
    void refusesAMistakeByLineKeyAndRemedy(String text, int line, String words) {
        write(text.replace("\\n", "\n"));

        assertThatThrownBy(() -> MappingsFile.open(file))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ", line " + line + ": " + words);
    }

    @Test
    void refusesWhatIsNotYaml() {
        write("rules:\n  - use: {account: 200\n");

        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> MappingsFile.open(file));

        assertThat(refused.getMessage())
                .startsWith(file + ", line ")
                .contains("this isn't YAML: keys begun with { are not closed, or a comma is missing between them");
    }

    @Test
    void namesEveryMistake() {
        write("rules:\n- use: {acount: 200}\n- when: {currency: euro}\n");

        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> MappingsFile.open(file));

        assertThat(refused.problems()).hasSize(3);
        assertThat(refused.problems().get(0)).contains("line 2");
        assertThat(refused.problems().get(1)).contains("line 3");
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> MappingsFile.open(file))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        file
                                + " is missing: put back the one that came with the program, or an empty one for no exceptions.");
    }

    @Test
    void aFileThatIsBackAsItWasIsInForceAgain() throws IOException {
        String text = "rules:\n- use: {account: 200}\n";
        write(text);
        MappingsFile mappings = MappingsFile.open(file);
        Files.delete(file);
        assertThatThrownBy(mappings::refresh).isInstanceOf(SettingsException.class);
        assertThat(mappings.refusal()).isPresent();

        write(text);

        assertThat(mappings.refresh()).isTrue();
        assertThat(mappings.refusal()).isEmpty();
        assertThat(mappings.refresh()).isFalse();
    }

    @Test
    void refusesATextInAnotherEncoding() throws IOException {
        Files.write(file, "# Müller\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> MappingsFile.open(file))
                .hasMessage(file + " isn't UTF-8 text: save it in that encoding.");
    }

    @Test
    void anEditIsLiveAndABrokenOneLeavesTheLastGoodInForce() {
        write("rules:\n- use: {account: 200}\n");
        MappingsFile mappings = MappingsFile.open(file);

        assertThat(mappings.refresh()).isFalse();
        write("rules:\n- use: {acount: 210}\n");
        assertThatThrownBy(mappings::refresh).isInstanceOf(SettingsException.class);
        assertThat(mappings.refresh()).as("said once").isFalse();
        assertThatThrownBy(mappings::reload).isInstanceOf(SettingsException.class);
        assertThat(mappings.rules().narrowestFirst().get(0).use().account()).isEqualTo("200");
        write("rules:\n- use: {account: 210}\n");
        assertThat(mappings.refresh()).isTrue();
        assertThat(mappings.rules().narrowestFirst().get(0).use().account()).isEqualTo("210");
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void readsWhatIsSaidOfExpenses() {
        write("""
                expenses:
                  period: half-month
                  date: period-end
                  status: authorised
                  approver: Meg Manager
                  amounts: net
                  currency: base
                  account: 429
                  receipts: required
                  contacts: create
                  rules:
                    - why: By card
                      when: {category: Flights, billable: yes, project: WEB-7}
                      use: {as: spend, account: "493", paymentAccount: 091, tracking: {Team: "{project}"}, receipts: ignored}
                """);

        ExpensePolicy policy = MappingsFile.open(file).expenses();

        assertThat(policy.bills())
                .isEqualTo(new ExpensePolicy.Bills(
                        ExpensePeriod.Length.HALF_MONTH, true, TargetPurchase.Status.AUTHORISED, "Meg Manager"));
        assertThat(policy.amounts()).isEqualTo(new ExpensePolicy.Amounts(TaxMode.EXCLUSIVE, true, "429"));
        assertThat(policy.receipts()).isEqualTo(ReceiptPolicy.REQUIRED);
        assertThat(policy.people().created()).isTrue();
        assertThat(policy.rules().narrowestFirst())
                .containsExactly(new ExpenseRule(
                        1,
                        "By card",
                        new ExpenseRule.When("WEB-7", null, null, "Flights", true, null),
                        new ExpenseRule.Use(
                                Optional.of(ExpenseWay.SPEND),
                                "493",
                                null,
                                Map.of("Team", "{project}"),
                                "091",
                                null,
                                Optional.of(ReceiptPolicy.IGNORED))));
    }

    @Test
    void refusesEveryMistakeAboutExpensesByItsLine() {
        write("""
                expenses:
                  perod: month
                  currency: GBP
                  status: authorised
                  rules:
                    - when: {categry: Meals}
                      use: {acount: "493"}
                    - use: {as: cash}
                """);

        assertThatThrownBy(() -> MappingsFile.open(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("line 2: \"perod\" is unknown here; probably \"period\" is meant")
                .hasMessageContaining("line 3: \"currency\" can't be \"GBP\"")
                .hasMessageContaining("line 6: \"categry\" is unknown here; probably \"category\" is meant")
                .hasMessageContaining("line 7: \"acount\" is unknown here; probably \"account\" is meant")
                .hasMessageContaining("line 8: \"as\" can't be \"cash\"");
    }

    @Test
    void refusesWhatCouldNeverComeAbout() {
        write("""
                expenses:
                  status: authorised
                  rules:
                    - use: {as: bill, paymentAccount: "090"}
                    - use: {tracking: {Team: "{team}"}}
                """);

        assertThatThrownBy(() -> MappingsFile.open(file))
                .hasMessageContaining("line 2: bills go in approved only where")
                .hasMessageContaining("line 4: a bill is paid later")
                .hasMessageContaining("line 5: \"{team}\" can't be filled in");
    }
}
