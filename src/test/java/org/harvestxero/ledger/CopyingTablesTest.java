package org.harvestxero.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.harvestxero.ledger.ClientOptions.ClientOption;
import org.harvestxero.ledger.Links.Link;
import org.harvestxero.ledger.Links.MadeContact;
import org.harvestxero.ledger.Links.Money;
import org.harvestxero.ledger.OptionIntents.OptionIntent;
import org.harvestxero.ledger.OtherPayments.OtherPayment;
import org.harvestxero.ledger.Outbox.Dependency;
import org.harvestxero.ledger.Outbox.Intent;
import org.harvestxero.ledger.SourceDocuments.Shown;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What copying keeps beside documents and intents: money of others, options, holders of numbers, what waits to be decided. */
class CopyingTablesTest extends BothDatabases {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);

    @ParameterizedTest
    @EnumSource
    void paymentsOfOthersComeGoAndStayExplained(Database database) {
        OtherPayments others = on(database).otherPayments();
        String here = fresh();
        OtherPayment wire = other("x-1", "400.00", DAY, "wire");
        OtherPayment cash = other("x-2", "25.50", null, "");

        others.shown(here, 7, List.of(wire, cash));
        others.explain(here, List.of("x-2"), "jane: till");
        others.shown(here, 7, List.of(cash, other("x-3", "1.00", DAY, "")));

        assertThat(others.of(here, 7))
                .containsExactlyInAnyOrder(
                        new OtherPayment("x-2", new BigDecimal("25.50"), null, "", "jane: till"),
                        other("x-3", "1.00", DAY, ""));
        assertThat(others.of(here, 8)).isEmpty();
    }

    private static OtherPayment other(String id, String amount, LocalDate day, String reference) {
        return new OtherPayment(id, new BigDecimal(amount), day, reference, null);
    }

    @ParameterizedTest
    @EnumSource
    void moneyOnAnInvoiceIsOursExplainedOrNeither(Database database) {
        Ledger ledger = on(database);
        String here = fresh();
        ledger.documents().record(here, document(Kind.PAYMENT, 11, 7L, "400"), NOW);
        ledger.documents().record(here, document(Kind.PAYMENT, 12, 7L, "60"), NOW);
        ledger.documents().record(here, document(Kind.PAYMENT, 13, 8L, "5"), NOW);
        ledger.links().put(here, link(Kind.INVOICE, 7, "i-7", "AUTHORISED", null));
        ledger.links().put(here, link(Kind.INVOICE, 8, "i-8", "AUTHORISED", null));
        ledger.links().put(here, link(Kind.PAYMENT, 11, "p-11", "AUTHORISED", "399.99"));
        ledger.links().put(here, link(Kind.PAYMENT, 12, "p-12", "DELETED", "60"));
        ledger.otherPayments().shown(here, 7, List.of(other("x-1", "25", DAY, ""), other("x-2", "30", DAY, "")));
        ledger.otherPayments().explain(here, List.of("x-1"), "jane");

        assertThat(ledger.links().money(here, List.of(7L)).get(7L)).satisfies(money -> {
            assertThat(money.paid()).isNull();
            assertThat(money.ours()).isEqualByComparingTo("399.99");
            assertThat(money.explained()).isEqualByComparingTo("25");
            assertThat(money.isExplained()).isFalse();
        });
        assertThat(ledger.links().unexplained(here)).as("never seen").isEmpty();
        ledger.links().paid(here, Map.of("i-7", new BigDecimal("454.99"), "i-8", new BigDecimal("5")));
        assertThat(ledger.links().unexplained(here)).as("30 of others").containsExactly(7L);
        ledger.links().paid(here, Map.of("i-7", new BigDecimal("424.99")));
        assertThat(ledger.links().money(here, List.of(7L, 8L, 9L)).values())
                .extracting(Money::invoiceId, Money::isExplained)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(7L, true), org.assertj.core.groups.Tuple.tuple(8L, false));
        assertThat(ledger.links().unexplained(here)).as("nothing of ours on 8").isEmpty();
        ledger.links().paid(here, Collections.singletonMap("i-7", null));
        assertThat(ledger.links().money(here, List.of(7L)).get(7L).paid()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void theOptionOfAClientIsFoundUnderItsFormerNames(Database database) {
        ClientOptions options = on(database).clientOptions();
        String here = fresh();

        options.put(here, new ClientOption(7, "region", "o-1", "Old", List.of(), null));
        options.put(here, new ClientOption(7, "region", "o-1", "New", List.of("Older", "Old"), NOW));

        assertThat(options.all(here))
                .containsExactly(new ClientOption(7, "region", "o-1", "New", List.of("Older", "Old"), NOW));
    }

    @ParameterizedTest
    @EnumSource
    void theHolderOfANumberIsKnownUntilItLetsGo(Database database) {
        Ledger ledger = on(database);
        String here = fresh();

        assertThat(ledger.numberHolders().any(here)).isFalse();
        ledger.numberHolders().hold(here, "x-1", "INV-1");
        ledger.numberHolders().hold(here, "x-1", "INV-2");
        assertThat(ledger.numberHolders().any(here)).isTrue();
        assertThat(ledger.numberHolders().among(here, List.of("x-1", "x-9"))).isEqualTo(Map.of("x-1", "INV-2"));
        ledger.numberHolders().forget(here, "x-1");
        assertThat(ledger.numberHolders().among(here, List.of("x-1"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFreedNumberWakesOnlyWhatWasRefusedForIt(Database database) {
        Ledger ledger = on(database);
        String here = fresh();
        clock.jump(Duration.ofSeconds(1));
        for (long id : List.of(1L, 2L)) {
            Problem taken = Problem.of(CauseCode.NUMBER_TAKEN, "INV-" + id);
            ledger.outbox()
                    .refuse(here, invoice(id, null), ledger.causes().reason(here, taken, NOW), "words", Outbox.NEVER);
        }
        long first = ledger.outbox().openOf(here, Kind.INVOICE, 1).get(0).id();
        Problem own = Problem.of(CauseCode.NUMBER_HELD_BY_COPY, "INV-1")
                .with("other", "")
                .with("what", "");

        assertThat(ledger.outbox().reword(first, ledger.causes().reason(here, own, NOW)))
                .isTrue();
        assertThat(ledger.outbox().numbersTaken(here)).containsValues("INV-1", "INV-2");
        assertThat(ledger.outbox().wakeNumber(here, "inv-1")).isEqualTo(1);
        assertThat(ledger.outbox().retryDue(here).next())
                .extracting(Outbox.Row::sourceId)
                .containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void whatFailedInAGroupForOneCauseIsFoundAndTriedAgain(Database database) {
        Ledger ledger = on(database);
        String here = fresh();
        clock.jump(Duration.ofSeconds(1));
        Problem unexplained = Problem.of(CauseCode.PAYMENT_UNEXPLAINED, "INV-7");
        ledger.outbox()
                .refuse(here, payment(11, 7), ledger.causes().reason(here, unexplained, NOW), "words", Outbox.NEVER);
        String code = CauseCode.PAYMENT_UNEXPLAINED.name();

        assertThat(ledger.outbox().failedInGroup(here, Kind.PAYMENT, 7, code)).containsExactly(11L);
        assertThat(ledger.outbox().failedInGroup(here, Kind.PAYMENT, 8, code)).isEmpty();
        assertThat(ledger.outbox().isRetryDue(here)).isFalse();
        assertThat(ledger.outbox().retryGroup(here, Kind.PAYMENT, 7, code)).isEqualTo(1);
        assertThat(ledger.outbox().isRetryDue(here)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anOptionIsAskedForOnceAndComesBackWhenItIsGone(Database database) {
        OptionIntents intents = on(database).optionIntents();
        String here = fresh();
        OptionIntent wanted = intents.want(here, "region\nacme", "Region", "Acme");

        assertThat(wanted.state()).isEqualTo(RowState.WAITING);
        assertThat(intents.ask(here, wanted.key())).isTrue();
        assertThat(intents.ask(here, wanted.key())).isFalse();
        assertThat(intents.move(here, wanted, RowState.FAILED, false, NOW, "moved meanwhile"))
                .isFalse();
        OptionIntent asked = intents.find(here, wanted.key()).orElseThrow();
        assertThat(intents.move(here, asked, RowState.FAILED, true, Outbox.NEVER, "archived"))
                .isTrue();
        assertThat(intents.wake(here)).isEqualTo(1);
        assertThat(intents.done(here, wanted.key(), "o-1")).isTrue();
        assertThat(intents.done(here, wanted.key(), "o-1")).isFalse();
        assertThat(intents.want(here, wanted.key(), "Region", "Acme")).satisfies(again -> {
            assertThat(again.state()).isEqualTo(RowState.WAITING);
            assertThat(again.attempts()).isZero();
            assertThat(again.refused()).isFalse();
            assertThat(again.finishedAt()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsToBeDecidedIsCountedByItsReason(Database database) {
        Ledger ledger = on(database);
        String here = fresh();
        ledger.documents().record(here, document(Kind.INVOICE, 7, 1L, "100"), NOW);
        ledger.documents().record(here, document(Kind.INVOICE, 8, 1L, "100"), NOW);

        assertThat(ledger.documentPages().countHeld(here)).isZero();
        ledger.documents().hold(here, Kind.INVOICE, "changed", "Xero's accounts could not be read");
        ledger.documents().hold(here, Kind.INVOICE, "changed", "Xero's items could not be read");

        assertThat(ledger.documentPages().countHeld(here)).isEqualTo(2);
        assertThat(ledger.documentPages().held(here).next())
                .extracting(DocumentPages.Held::number)
                .containsExactly("INV-7", "INV-8");
        assertThat(ledger.documentPages().heldByReason(here)).isEqualTo(Map.of("Xero's items could not be read", 2L));
        assertThat(ledger.overview().counts(here).waiting()).isEqualTo(2);
        ledger.documents().planAgain(here, Kind.INVOICE, 7);
        assertThat(ledger.documentPages().countHeld(here)).isEqualTo(1);
        assertThat(ledger.documents().hasUnlinkedClients(here, NOW)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aContactMadeBareIsCompletedOnceAndAgainWhenThatFailedAndIsDue(Database database) {
        Ledger ledger = on(database);
        String here = fresh();
        Outbox outbox = ledger.outbox();
        clock.jump(Duration.ofSeconds(1));
        outbox.plan(here, contact("create", Action.CREATE));
        Outbox.Row made = outbox.openOf(here, Kind.CONTACT, 5).get(0);
        outbox.claimAll(List.of(made), "b");
        outbox.done(made.id(), "created", null);
        ledger.links().put(here, link(Kind.CONTACT, 5, "c-5", "ACTIVE", null));

        assertThat(ledger.links().hasContactsOfUnlisted(here)).isTrue();
        assertThat(ledger.links().madeContacts(here, NOW)).isEmpty();
        ledger.documents().record(here, document(Kind.CLIENT, 5, null, null), NOW);
        assertThat(ledger.links().hasContactsOfUnlisted(here)).isFalse();
        assertThat(ledger.links().madeContacts(here, NOW)).containsExactly(new MadeContact(5, "c-5", "{}"));

        outbox.plan(here, contact("complete", Action.UPDATE));
        assertThat(ledger.links().madeContacts(here, NOW))
                .as("it is on its way")
                .isEmpty();
        long completion = outbox.openOf(here, Kind.CONTACT, 5).get(0).id();
        Problem email = Problem.of(CauseCode.EMAIL_INVALID, "Acme");
        outbox.fail(completion, ledger.causes().reason(here, email, NOW), "words", Outbox.NEVER);
        assertThat(ledger.links().madeContacts(here, clock.instant())).isEmpty();
        outbox.plan(here, invoice(7, new Dependency(Kind.CONTACT, 5, null)));
        assertThat(ledger.overview().counts(here).failed())
                .as("an invoice only needs the contact to be there")
                .isZero();
        assertThat(ledger.documentPages().countFailed(here)).isZero();
        assertThat(ledger.documentPages().countWaiting(here)).isEqualTo(1);
        assertThat(ledger.documentPages().waiting(here).next())
                .extracting(DocumentPages.Waiting::blocked)
                .containsExactly(false);
        outbox.retry(completion);
        assertThat(ledger.links().madeContacts(here, clock.instant())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasLastWrittenToAClientIsOfCopiedAndBilledInvoices(Database database) {
        Ledger ledger = on(database);
        String here = fresh();
        for (long id : List.of(7L, 8L, 9L)) {
            ledger.documents().record(here, document(Kind.INVOICE, id, 5L, "100"), NOW);
            ledger.links().put(here, link(Kind.INVOICE, id, "i-" + id, id == 8 ? "VOIDED" : "PAID", null));
        }

        assertThat(ledger.links().writtenTo(here, 5, 9, 10)).containsExactly("written 7");
        assertThat(ledger.links().writtenTo(here, 6, 9, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theTypeOfAProjectIsTheLastOneShown(Database database) {
        Projects projects = on(database).projects();
        String here = fresh();

        projects.put(here, Map.of(1L, "FIXED_FEE", 2L, "NON_BILLABLE"));
        projects.put(here, Map.of(1L, "TIME_AND_MATERIALS"));

        assertThat(projects.types(here)).isEqualTo(Map.of(1L, "TIME_AND_MATERIALS", 2L, "NON_BILLABLE"));
    }

    private static Intent contact(String revision, Action action) {
        return new Intent(Kind.CONTACT, 5, revision, action, 5, "0", null, "{}", null, "acme", null, null, null);
    }

    private static Intent invoice(long id, @Nullable Dependency on) {
        return new Intent(
                Kind.INVOICE, id, "create", Action.CREATE, id, "0", on, "{}", null, "INV-" + id, "GBP", null, null);
    }

    private static Intent payment(long id, long invoice) {
        return new Intent(
                Kind.PAYMENT,
                id,
                "create",
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
