package org.harvestxero.mapping.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.mapping.document.CopyOptions.NegativeTotals;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void aTextIsCutToItsLengthButNeverThroughACharacter() {
        assertThat(Texts.cut("abc", 3)).isEqualTo("abc");
        assertThat(Texts.cut("abcd", 3)).isEqualTo("abc");
        assertThat(Texts.cut("ab😀", 3)).isEqualTo("ab");
        assertThat(Texts.cut("ab😀", 4)).isEqualTo("ab😀");
        assertThat(Texts.cut("a😀b", 3)).isEqualTo("a😀");
    }

    /** The marker has four characters, so six of ten are left; blanks before it go. */
    @Test
    void whatIsCutEndsInAMarker() {
        assertThat(Texts.cutMarked("1234567890", 10)).isEqualTo("1234567890");
        assertThat(Texts.cutMarked("12345678901", 10)).isEqualTo("123456 […]");
        assertThat(Texts.cutMarked("1234  78901", 10)).isEqualTo("1234 […]");
    }

    @Test
    void controlCharactersBecomeBlanks() {
        assertThat(Texts.printable(" a\r\nb\rc\u0007d\te ")).isEqualTo("a\nb\nc d\te");
        assertThat(Texts.oneLine(" a\r\n b\u00a0\u2003c ")).isEqualTo("a b c");
    }

    @Test
    void namesAreTheSameButForCaseAndBlanks() {
        assertThat(Texts.same("Acme Ltd", "ACME ltd")).isTrue();
        assertThat(Texts.same(" Acme  Ltd", "acme ltd ")).isTrue();
        assertThat(Texts.same("Acme Ltd", "AcmeLtd")).isFalse();
    }

    @Test
    void figuresHaveTheDecimalsTheyNeed() {
        assertThat(Texts.number(new BigDecimal("7.500"))).isEqualTo("7.5");
        assertThat(Texts.number(new BigDecimal("2E+1"))).isEqualTo("20");
        assertThat(Texts.number(new BigDecimal("0.000"))).isEqualTo("0");
        assertThat(Texts.price(new BigDecimal("15.0000"), "EUR")).isEqualTo("15.00");
        assertThat(Texts.price(new BigDecimal("0.5350"), "EUR")).isEqualTo("0.535");
        assertThat(Texts.money(new BigDecimal("1234.5"), "EUR")).isEqualTo("1234.50");
        assertThat(Texts.money(new BigDecimal("1234"), "JPY")).isEqualTo("1234");
    }

    @Test
    void aGatewayIsCalledByTheFirstOfItsWords() {
        GatewayName paypal = GatewayName.of("PayPal Express-Checkout");

        assertThat(paypal.isCalled("paypal")).isTrue();
        assertThat(paypal.isCalled("PayPal express")).isTrue();
        assertThat(paypal.isCalled("paypal-express-checkout")).isTrue();
        assertThat(paypal.isCalled("pay")).isFalse();
        assertThat(paypal.isCalled("express")).isFalse();
        assertThat(paypal.isCalled(" - ")).isFalse();
        assertThat(GatewayName.plain("(Stripe, Inc.)")).isEqualTo("stripe-inc");
    }

    @Test
    void aProjectTypeIsCalledAsHarvestCallsIt() {
        assertThat(ProjectType.called(" Fixed  Fee ")).isEqualTo(ProjectType.FIXED_FEE);
        assertThat(ProjectType.called("time and materials")).isEqualTo(ProjectType.TIME_AND_MATERIALS);
        assertThat(ProjectType.of(true, false)).isEqualTo(ProjectType.TIME_AND_MATERIALS);
        assertThat(ProjectType.of(true, true)).isEqualTo(ProjectType.FIXED_FEE);
        assertThat(ProjectType.of(false, true)).isEqualTo(ProjectType.NON_BILLABLE);
        assertThat(ProjectType.NON_BILLABLE.words()).isEqualTo("non-billable");
        assertThatThrownBy(() -> ProjectType.called("fixed")).hasMessage("No project type is called fixed");
    }

    @Test
    void aLinkHasNoSlashAtTheEndAndNeverXerosName() {
        assertThat(HarvestLink.home("https://acme.harvestapp.com//")).isEqualTo("https://acme.harvestapp.com");
        assertThat(HarvestLink.home("https://XeroFans.harvestapp.com")).isEqualTo("https://api.harvestapp.com/v2");
        assertThat(HarvestLink.of("https://acme.harvestapp.com", 7))
                .isEqualTo("https://acme.harvestapp.com/invoices/7");
    }

    @Test
    void marksAreWrittenAsTheyAreRead() {
        assertThat(Marks.client(7)).isEqualTo("harvest-client-7");
        assertThat(Marks.payment(501)).isEqualTo("HP501");
        assertThat(Marks.creditNote(50042)).isEqualTo("HC50042");
        assertThat(Marks.invoicePath(50042)).isEqualTo("/invoices/50042");
    }

    @Test
    void anOptionIsNamedWithinAHundredCharacters() {
        assertThat(TargetLine.Tracking.option(" Acme \n Ltd ")).isEqualTo("Acme Ltd");
        assertThat(TargetLine.Tracking.option("x".repeat(99) + " y")).isEqualTo("x".repeat(99));
        assertThat(TargetLine.Tracking.option("x".repeat(101))).hasSize(100);
    }

    @Test
    void whatSettingsLeaveOpenIsDraftsThirtyDaysAndNoTax() {
        CopyOptions usual = CopyOptions.since(LocalDate.parse("2026-01-01"));

        assertThat(usual)
                .isEqualTo(new CopyOptions(
                        LocalDate.parse("2026-01-01"), true, null, "NONE", 30, null, NegativeTotals.REFUSE));
    }
}
