package org.harvestxero.store.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.ClientOptionTable.ClientOption;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.LinkTable.MadeContact;
import org.harvestxero.store.copy.OptionIntentTable.OptionIntent;
import org.harvestxero.store.copy.OtherPaymentTable.OtherPayment;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What copying keeps beside documents and intents: money of others, options, holders of numbers, what waits to be decided. */
class CopyingTablesIT extends BothDatabases {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);

    @ParameterizedTest
    @EnumSource
    void paymentsOfOthersComeGoAndStayExplained(Database database) {
        OtherPaymentTable others = fresh(database).otherPayments();
        OtherPayment wire = other("x-1", "400.00", DAY, "wire");
        OtherPayment cash = other("x-2", "25.50", null, "");

        others.shown(7, List.of(wire, cash));
        others.explain(List.of("x-2"), "jane: till");
        others.shown(7, List.of(cash, other("x-3", "1.00", DAY, "")));

        assertThat(others.of(7))
                .containsExactlyInAnyOrder(
                        new OtherPayment("x-2", new BigDecimal("25.50"), null, "", "jane: till"),
                        other("x-3", "1.00", DAY, ""));
        assertThat(others.of(8)).isEmpty();
    }

    private static OtherPayment other(String id, String amount, LocalDate day, String reference) {
        return new OtherPayment(id, new BigDecimal(amount), day, reference, null);
    }

    @ParameterizedTest
    @EnumSource
    void moneyOnAnInvoiceIsOursExplainedOrNeither(Database database) {
        ConnectionStore store = fresh(database);
        store.documents().record(document(Kind.PAYMENT, 11, 7L, "400"), NOW);
        store.documents().record(document(Kind.PAYMENT, 12, 7L, "60"), NOW);
        store.documents().record(document(Kind.PAYMENT, 13, 8L, "5"), NOW);
        store.links().put(link(Kind.INVOICE, 7, "i-7", "AUTHORISED", null));
        store.links().put(link(Kind.INVOICE, 8, "i-8", "AUTHORISED", null));
        store.links().put(link(Kind.PAYMENT, 11, "p-11", "AUTHORISED", "399.99"));
        store.links().put(link(Kind.PAYMENT, 12, "p-12", "DELETED", "60"));
        store.otherPayments().shown(7, List.of(other("x-1", "25", DAY, ""), other("x-2", "30", DAY, "")));
        store.otherPayments().explain(List.of("x-1"), "jane");

        assertThat(store.invoiceMoney().money(List.of(7L)).get(7L)).satisfies(money -> {
            assertThat(money.paid()).isNull();
            assertThat(money.ours()).isEqualByComparingTo("399.99");
            assertThat(money.explained()).isEqualByComparingTo("25");
            assertThat(money.isExplained()).isFalse();
        });
        assertThat(store.invoiceMoney().unexplained()).as("never seen").isEmpty();
        store.invoiceMoney().paid(Map.of("i-7", new BigDecimal("454.99"), "i-8", new BigDecimal("5")));
        assertThat(store.invoiceMoney().unexplained()).as("30 of others").containsExactly(7L);
        store.invoiceMoney().paid(Map.of("i-7", new BigDecimal("424.99")));
        assertThat(store.invoiceMoney().money(List.of(7L, 8L, 9L)).values())
                .extracting(Money::invoiceId, Money::isExplained)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(7L, true), org.assertj.core.groups.Tuple.tuple(8L, false));
        assertThat(store.invoiceMoney().unexplained())
                .as("nothing of ours on 8")
                .isEmpty();
        store.invoiceMoney().paid(Collections.singletonMap("i-7", null));
        assertThat(store.invoiceMoney().money(List.of(7L)).get(7L).paid()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void theOptionOfAClientIsFoundUnderItsFormerNames(Database database) {
        ClientOptionTable options = fresh(database).clientOptions();

        options.put(new ClientOption(7, "region", "o-1", "Old", List.of(), null));
        options.put(new ClientOption(7, "region", "o-1", "New", List.of("Older", "Old"), NOW));

        assertThat(options.all())
                .containsExactly(new ClientOption(7, "region", "o-1", "New", List.of("Older", "Old"), NOW));
    }

    @ParameterizedTest
    @EnumSource
    void theHolderOfANumberIsKnownUntilItLetsGo(Database database) {
        ConnectionStore store = fresh(database);

        assertThat(store.numberHolders().any()).isFalse();
        store.numberHolders().hold("x-1", "INV-1");
        store.numberHolders().hold("x-1", "INV-2");
        assertThat(store.numberHolders().any()).isTrue();
        assertThat(store.numberHolders().among(List.of("x-1", "x-9"))).isEqualTo(Map.of("x-1", "INV-2"));
        store.numberHolders().forget("x-1");
        assertThat(store.numberHolders().among(List.of("x-1"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFreedNumberWakesOnlyWhatWasRefusedForIt(Database database) {
        ConnectionStore store = fresh(database);
        clock.jump(Duration.ofSeconds(1));
        for (long id : List.of(1L, 2L)) {
            Problem taken = Problem.of(FailureCode.NUMBER_TAKEN, "INV-" + id);
            store.outboxVerdicts()
                    .refuse(invoice(id, null), store.causes().reason(taken, NOW), "words", OutboxTable.NEVER);
        }
        long first = store.outbox().openOf(Kind.INVOICE, 1).get(0).id();
        Problem own = Problem.of(FailureCode.NUMBER_HELD_BY_COPY, "INV-1")
                .with("other", "")
                .with("what", "");

        assertThat(store.failedRows().reword(first, store.causes().reason(own, NOW)))
                .isTrue();
        assertThat(store.failedRows().numbersTaken()).containsValues("INV-1", "INV-2");
        assertThat(store.failedRows().wakeNumber("inv-1")).isEqualTo(1);
        assertThat(store.failedRows().retryDue().next())
                .extracting(OutboxTable.Row::sourceId)
                .containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void whatFailedInAGroupForOneCauseIsFoundAndTriedAgain(Database database) {
        ConnectionStore store = fresh(database);
        clock.jump(Duration.ofSeconds(1));
        Problem unexplained = Problem.of(FailureCode.PAYMENT_UNEXPLAINED, "INV-7");
        store.outboxVerdicts()
                .refuse(payment(11, 7), store.causes().reason(unexplained, NOW), "words", OutboxTable.NEVER);
        String code = FailureCode.PAYMENT_UNEXPLAINED.name();

        assertThat(store.failedRows().failedInGroups(Kind.PAYMENT, List.of(7L), code))
                .containsExactly(11L);
        assertThat(store.failedRows().failedInGroups(Kind.PAYMENT, List.of(8L), code))
                .isEmpty();
        assertThat(store.failedRows().isRetryDue()).isFalse();
        assertThat(store.failedRows().retryGroup(Kind.PAYMENT, 7, code)).isEqualTo(1);
        assertThat(store.failedRows().isRetryDue()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anOptionIsAskedForOnceAndComesBackWhenItIsGone(Database database) {
        OptionIntentTable intents = fresh(database).optionIntents();
        OptionIntent wanted = intents.want("region\nacme", "Region", "Acme");

        assertThat(wanted.state()).isEqualTo(OutboxState.WAITING);
        assertThat(intents.ask(wanted.key())).isTrue();
        assertThat(intents.ask(wanted.key())).isFalse();
        assertThat(intents.move(wanted, OutboxState.FAILED, false, NOW, "moved meanwhile"))
                .isFalse();
        OptionIntent asked = intents.find(wanted.key()).orElseThrow();
        assertThat(intents.move(asked, OutboxState.FAILED, true, OutboxTable.NEVER, "archived"))
                .isTrue();
        assertThat(intents.wake()).isEqualTo(1);
        assertThat(intents.done(wanted.key(), "o-1")).isTrue();
        assertThat(intents.done(wanted.key(), "o-1")).isFalse();
        assertThat(intents.want(wanted.key(), "Region", "Acme")).satisfies(again -> {
            assertThat(again.state()).isEqualTo(OutboxState.WAITING);
            assertThat(again.attempts()).isZero();
            assertThat(again.refused()).isFalse();
            assertThat(again.finishedAt()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aStateOfAnotherReleaseIsReadAsNoneOfOurs(Database database) {
        ConnectionStore store = fresh(database);
        store.documents().record(document(Kind.INVOICE, 7, 1L, "100"), NOW);
        new JdbcTemplate(store.dataSource())
                .update("update source_document set state = 'resting' where connection = ?", store.connection());

        SourceDocument read = store.documents().find(Kind.INVOICE, 7).orElseThrow();

        assertThat(read.state()).isEqualTo(DocumentState.UNKNOWN);
        assertThat(read.isGone()).isFalse();
        assertThat(store.documents().inState(Kind.INVOICE, DocumentState.CHANGED, 0, 10))
                .isEmpty();
        assertThatThrownBy(() -> store.documents().move(read, read.state(), null))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsToBeDecidedIsCountedByItsReason(Database database) {
        ConnectionStore store = fresh(database);
        store.documents().record(document(Kind.INVOICE, 7, 1L, "100"), NOW);
        store.documents().record(document(Kind.INVOICE, 8, 1L, "100"), NOW);

        assertThat(store.lists().waiting().countHeld()).isZero();
        store.documents().hold(Kind.INVOICE, DocumentState.CHANGED, "Xero's accounts could not be read");
        store.documents().hold(Kind.INVOICE, DocumentState.CHANGED, "Xero's items could not be read");

        assertThat(store.lists().waiting().countHeld()).isEqualTo(2);
        assertThat(store.lists().waiting().held().next())
                .extracting(WaitingDocumentPages.Held::number)
                .containsExactly("INV-7", "INV-8");
        assertThat(store.lists().waiting().heldByReason()).isEqualTo(Map.of("Xero's items could not be read", 2L));
        assertThat(store.overview().counts().waiting()).isEqualTo(2);
        store.documents().planAgain(Kind.INVOICE, 7);
        assertThat(store.lists().waiting().countHeld()).isEqualTo(1);
        assertThat(store.pendingDocuments().hasUnlinkedClients(NOW)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aContactMadeBareIsCompletedOnceAndAgainWhenThatFailedAndIsDue(Database database) {
        ConnectionStore store = fresh(database);
        ConnectionStore bound = store;
        clock.jump(Duration.ofSeconds(1));
        bound.outboxPlanner().plan(contact("create", Action.CREATE));
        OutboxTable.Row made = bound.outbox().openOf(Kind.CONTACT, 5).get(0);
        bound.outboxClaims().claimAll(List.of(made), "b");
        bound.outboxVerdicts().done(made.id(), "created", null);
        store.links().put(link(Kind.CONTACT, 5, "c-5", "ACTIVE", null));

        assertThat(store.links().hasContactsOfUnlisted()).isTrue();
        assertThat(store.links().madeContacts(NOW)).isEmpty();
        store.documents().record(document(Kind.CLIENT, 5, null, null), NOW);
        assertThat(store.links().hasContactsOfUnlisted()).isFalse();
        assertThat(store.links().madeContacts(NOW)).containsExactly(new MadeContact(5, "c-5", "{}"));

        bound.outboxPlanner().plan(contact("complete", Action.UPDATE));
        assertThat(store.links().madeContacts(NOW)).as("it is on its way").isEmpty();
        long completion = bound.outbox().openOf(Kind.CONTACT, 5).get(0).id();
        Problem email = Problem.of(FailureCode.EMAIL_INVALID, "Acme");
        bound.outboxVerdicts().fail(completion, store.causes().reason(email, NOW), "words", OutboxTable.NEVER);
        assertThat(store.links().madeContacts(clock.instant())).isEmpty();
        bound.outboxPlanner().plan(invoice(7, new Dependency(Kind.CONTACT, 5, null)));
        assertThat(store.overview().counts().failed())
                .as("an invoice only needs the contact to be there")
                .isZero();
        assertThat(store.lists().failed().countFailed()).isZero();
        assertThat(store.lists().waiting().countWaiting()).isEqualTo(1);
        assertThat(store.lists().waiting().waiting().next())
                .extracting(WaitingDocumentPages.Waiting::blocked)
                .containsExactly(false);
        bound.failedRows().retry(completion);
        assertThat(store.links().madeContacts(clock.instant())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasLastWrittenToAClientIsOfCopiedAndBilledInvoices(Database database) {
        ConnectionStore store = fresh(database);
        for (long id : List.of(7L, 8L, 9L)) {
            store.documents().record(document(Kind.INVOICE, id, 5L, "100"), NOW);
            store.links().put(link(Kind.INVOICE, id, "i-" + id, id == 8 ? "VOIDED" : "PAID", null));
        }

        assertThat(store.links().writtenTo(5, 9, 10)).containsExactly("written 7");
        assertThat(store.links().writtenTo(6, 9, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theTypeOfAProjectIsTheLastOneShown(Database database) {
        ProjectTable projects = fresh(database).projects();

        projects.put(Map.of(1L, "FIXED_FEE", 2L, "NON_BILLABLE"));
        projects.put(Map.of(1L, "TIME_AND_MATERIALS"));

        assertThat(projects.types()).isEqualTo(Map.of(1L, "TIME_AND_MATERIALS", 2L, "NON_BILLABLE"));
    }

    private static Intent contact(String revision, Action action) {
        return new Intent(
                Kind.CONTACT, 5, Revision.parse(revision), action, 5, "0", null, "{}", null, "acme", null, null, null);
    }

    private static Intent invoice(long id, @Nullable Dependency on) {
        return new Intent(
                Kind.INVOICE,
                id,
                Revision.parse("create"),
                Action.CREATE,
                id,
                "0",
                on,
                "{}",
                null,
                "INV-" + id,
                "GBP",
                null,
                null);
    }

    private static Intent payment(long id, long invoice) {
        return new Intent(
                Kind.PAYMENT,
                id,
                Revision.parse("create"),
                Action.CREATE,
                invoice,
                "0",
                null,
                "{}",
                null,
                "INV-" + invoice,
                "GBP",
                null,
                null);
    }

    private static Shown document(Kind kind, long id, Long parent, String amount) {
        BigDecimal value = amount == null ? null : new BigDecimal(amount);
        return new Shown(kind, id, parent, "INV-" + id, "open", value, value, NOW, "f", "{}");
    }

    private static Link link(Kind kind, long id, String target, String status, String total) {
        return new Link(
                kind,
                id,
                target,
                "INV-" + id,
                status,
                "GBP",
                total == null ? null : new BigDecimal(total),
                null,
                true,
                "created",
                "written " + id,
                null,
                "b",
                null,
                NOW);
    }
}
