package org.harvestxero.store.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.harvestxero.mapping.XeroMoney;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.PaymentBackTable.PaymentBack;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentBackTableIT extends BothDatabases {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);

    private static XeroMoney money(String id, String invoice, String amount) {
        return new XeroMoney(
                id,
                XeroMoney.Kind.PAYMENT,
                new XeroMoney.Paid(invoice, "INV-1", "GBP"),
                new BigDecimal(amount),
                DAY,
                new XeroMoney.Origin("wire", "account", null));
    }

    private static PaymentBack find(ConnectionStore store, String id) {
        return store.paymentsBack().find(List.of(id)).get(id);
    }

    @ParameterizedTest
    @EnumSource
    void moneyIsKeptAsItIsShown(Database database) {
        ConnectionStore store = fresh(database);
        XeroMoney money = money("p-1", "i-1", "400.00");

        store.paymentsBack().add(money, false, PaymentBackState.SEEN);

        PaymentBack kept = find(store, "p-1");
        assertThat(kept.money()).isEqualTo(money);
        assertThat(kept.isInHarvest()).isFalse();
        assertThat(store.paymentsBack().withoutInvoice(PaymentBackState.SEEN, ""))
                .containsExactly(kept);
        assertThat(store.paymentsBack().withoutInvoice(PaymentBackState.SEEN, "p-1"))
                .isEmpty();
        store.paymentsBack().shown(kept, money, true, PaymentBackState.REMOVED);
        assertThat(find(store, "p-1").removed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void moneyMovesOnceAndOnlyWhereItMay(Database database) {
        ConnectionStore store = fresh(database);
        store.paymentsBack().add(money("p-1", "i-1", "400"), false, PaymentBackState.SEEN);
        PaymentBack seen = find(store, "p-1");
        Instant asked = NOW.truncatedTo(ChronoUnit.SECONDS);

        assertThat(store.paymentsBack()
                        .move(
                                seen,
                                PaymentBackState.ASKED,
                                seen.standing().on(7).asked(asked)))
                .isTrue();
        assertThat(store.paymentsBack().move(seen, PaymentBackState.ASKED, seen.standing()))
                .as("somebody else was first")
                .isFalse();
        PaymentBack inDoubt = find(store, "p-1");
        assertThat(inDoubt.standing().askedAt()).isEqualTo(asked);
        store.paymentsBack()
                .move(inDoubt, PaymentBackState.RECORDED, inDoubt.standing().as(99, true));

        PaymentBack recorded = find(store, "p-1");
        assertThat(recorded.standing().paymentId()).isEqualTo(99);
        assertThat(recorded.standing().ours()).isTrue();
        assertThat(store.paymentsBack().of(7)).containsExactly(recorded);
        assertThatThrownBy(() -> store.paymentsBack().move(recorded, PaymentBackState.ASKED, recorded.standing()))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasDecidedIsDueAgainOnceItsInvoiceChanges(Database database) {
        ConnectionStore store = fresh(database);
        store.paymentsBack().add(money("p-1", "i-1", "400"), false, PaymentBackState.SEEN);
        PaymentBack seen = find(store, "p-1");
        store.documents().record(invoice("first"), NOW);
        store.paymentsBack()
                .move(
                        seen,
                        PaymentBackState.WAITING,
                        seen.standing().on(7).decidedOn("first").because("its invoice is a draft"));
        assertThat(store.paymentsBack().dueInvoices()).isEmpty();
        assertThat(store.paymentsBack().waiting().byReason()).isEqualTo(Map.of("its invoice is a draft", 1L));

        store.documents().record(invoice("second"), NOW);

        assertThat(store.paymentsBack().dueInvoices()).containsExactly(7L);
    }

    private static Shown invoice(String fingerprint) {
        return new Shown(
                Kind.INVOICE,
                7,
                1L,
                "INV-1",
                "open",
                new BigDecimal("1000"),
                new BigDecimal("1000"),
                NOW,
                fingerprint,
                "{\"at\":\"" + fingerprint + "\"}");
    }

    @ParameterizedTest
    @EnumSource
    void aPersonsWordBringsItBackOrEndsIt(Database database) {
        ConnectionStore store = fresh(database);
        for (String id : List.of("p-1", "p-2")) {
            store.paymentsBack().add(money(id, "i-1", "400"), false, PaymentBackState.SEEN);
            PaymentBack seen = find(store, id);
            store.paymentsBack()
                    .move(seen, PaymentBackState.FAILED, seen.standing().on(7));
        }

        assertThat(store.paymentsBack().again("p-1")).isTrue();
        assertThat(store.paymentsBack().again("p-1")).isFalse();
        assertThat(store.paymentsBack().giveUp("p-2", "Ada: the same")).isTrue();

        assertThat(find(store, "p-1").state()).isEqualTo(PaymentBackState.SEEN);
        assertThat(find(store, "p-2").standing().reason()).isEqualTo("Ada: the same");
        assertThat(store.paymentsBack().dueInvoices()).containsExactly(7L);
    }

    @ParameterizedTest
    @EnumSource
    void moneyApartIsFoundOnceItsInvoiceIsLinked(Database database) {
        ConnectionStore store = fresh(database);
        store.documents().record(invoice("first"), NOW);
        store.paymentsBack().add(money("p-1", "i-1", "400"), false, PaymentBackState.APART);
        assertThat(store.paymentsBack().apartAndLinked()).isEmpty();
        assertThat(store.paymentsBack().unlinkedInvoices()).isEqualTo(Map.of("INV-1", 7L));

        store.links()
                .put(new Link(
                        Kind.INVOICE,
                        7,
                        "i-1",
                        "INV-1",
                        "AUTHORISED",
                        "GBP",
                        new BigDecimal("1000"),
                        new BigDecimal("1000"),
                        true,
                        "created",
                        null,
                        null,
                        null,
                        null,
                        NOW));

        assertThat(store.paymentsBack().apartAndLinked())
                .extracting(back -> back.money().id())
                .containsExactly("p-1");
        assertThat(store.paymentsBack().unlinkedInvoices()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void creditsAreReadOnceForEachFigure(Database database) {
        ConnectionStore store = fresh(database);
        store.links()
                .put(new Link(
                        Kind.INVOICE,
                        7,
                        "i-1",
                        "INV-1",
                        "AUTHORISED",
                        "GBP",
                        new BigDecimal("1000"),
                        new BigDecimal("1000"),
                        true,
                        "created",
                        null,
                        null,
                        null,
                        null,
                        NOW));
        assertThat(store.invoiceMoney().creditsToRead()).isEmpty();

        store.invoiceMoney().credited(Map.of("i-1", new BigDecimal("60.00"), "stranger", BigDecimal.TEN));
        assertThat(store.invoiceMoney().creditsToRead()).containsExactly("i-1");
        store.invoiceMoney().creditsRead("i-1", new BigDecimal("60.00"));
        store.invoiceMoney().credited(Map.of("i-1", new BigDecimal("60")));
        assertThat(store.invoiceMoney().creditsToRead()).isEmpty();

        store.invoiceMoney().credited(Map.of("i-1", BigDecimal.ZERO));
        assertThat(store.invoiceMoney().creditsToRead()).containsExactly("i-1");
    }
}
