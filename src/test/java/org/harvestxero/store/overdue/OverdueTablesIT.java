package org.harvestxero.store.overdue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.overdue.ArrangementTable.Arrangement;
import org.harvestxero.store.overdue.OverdueMailTable.Content;
import org.harvestxero.store.overdue.OverdueMailTable.Slot;
import org.harvestxero.store.overdue.OverdueStepTable.Entry;
import org.harvestxero.store.overdue.ReceivableTable.Figures;
import org.harvestxero.store.overdue.ReceivableTable.Party;
import org.harvestxero.store.overdue.ReceivableTable.Receivable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is open and what was done about it, on both databases. */
class OverdueTablesIT extends BothDatabases {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 9);
    private static final Slot SLOT = new Slot("client", "client-1", DAY);
    private static final Content CONTENT = new Content("mail", "ada@example.com", "Reminder", "A-1");

    private static Receivable receivable(String id, String status, String due, LocalDate dueOn) {
        return new Receivable(
                id,
                "No " + id,
                status,
                new Party(null, "contact", "Acme"),
                new Figures(
                        "EUR",
                        dueOn.minusDays(30),
                        dueOn,
                        new BigDecimal("100.00"),
                        new BigDecimal(due),
                        BigDecimal.ZERO,
                        null),
                null);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsInvoicesAsTheyWereShownLast(Database database) {
        ConnectionStore store = fresh(database);
        ReceivableTable table = store.overdue().receivables();

        table.putAll(List.of(
                receivable("a", "AUTHORISED", "100", DAY), receivable("b", "AUTHORISED", "60", DAY.minusDays(1))));
        table.putAll(List.of(receivable("a", "PAID", "0", DAY), receivable("c", "DRAFT", "100", DAY)));

        assertThat(table.open()).extracting(Receivable::id).containsExactly("b");
        assertThat(table.among(List.of("a", "c", "x")))
                .extracting(Receivable::status)
                .containsExactlyInAnyOrder("PAID", "DRAFT");
        assertThat(table.numbered("NO B")).hasSize(1);
        assertThat(table.invoiced(DAY.minusDays(31), DAY))
                .singleElement()
                .satisfies(sum -> assertThat(sum.total()).isEqualByComparingTo("200"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aRecipientGetsOneMailADayWhateverIsTried(Database database) {
        OverdueMailTable mails = fresh(database).overdue().mails();

        OptionalLong first = mails.claim(SLOT, CONTENT);
        assertThat(first).isPresent();
        assertThat(mails.claim(SLOT, CONTENT)).isEmpty();
        mails.settle(
                first.getAsLong(),
                OverdueMailTable.State.NOT_SENT,
                "away",
                clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(mails.claim(SLOT, CONTENT)).isEqualTo(first);
        assertThat(mails.find(SLOT).orElseThrow().attempts().made()).isEqualTo(2);
        mails.settle(first.getAsLong(), OverdueMailTable.State.SENT, null, clock.instant());
        assertThat(mails.claim(SLOT, CONTENT)).isEmpty();
        assertThat(mails.decide(first.getAsLong(), OverdueMailTable.State.NOT_SENT, "again"))
                .isFalse();
        assertThat(mails.claim(new Slot("client", "client-1", DAY.plusDays(1)), CONTENT))
                .isPresent();
        assertThat(mails.settleAbandoned()).isEqualTo(1);
        assertThat(mails.troubled())
                .extracting(OverdueMailTable.Mail::state)
                .containsExactly(OverdueMailTable.State.UNCLEAR);
        assertThat(mails.latest(10)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aStepIsTakenOnceAndGivenBackWithItsMail(Database database) {
        ConnectionStore store = fresh(database);
        store.overdue().receivables().putAll(List.of(receivable("a", "AUTHORISED", "100", DAY)));
        OverdueStepTable steps = store.overdue().steps();
        List<Entry> taken = List.of(new Entry("a", "first", "remind client"), new Entry("a", "stop", "stop work"));

        assertThat(steps.add(taken, OverdueStepTable.State.TAKEN, 7L)).isEqualTo(2);
        assertThat(steps.add(taken, OverdueStepTable.State.PASSED, null)).isZero();
        assertThat(steps.done().get("a")).containsExactlyInAnyOrder("first", "stop");
        assertThat(steps.stopped())
                .extracting(OverdueStepTable.Stopped::invoice)
                .containsExactly("a");
        assertThat(steps.releaseStop("a")).isTrue();
        assertThat(steps.releaseStop("a")).isFalse();
        assertThat(steps.ofInvoice("a"))
                .extracting(OverdueStepTable.Done::state)
                .containsExactlyInAnyOrder("taken", "released");
        steps.undo(7);
        assertThat(steps.done()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aNewArrangementEndsTheOneBefore(Database database) {
        ArrangementTable table = fresh(database).overdue().arrangements();

        table.add("a", ArrangementTable.Kind.DISPUTE, DAY, "hours", "jane");
        table.add("a", ArrangementTable.Kind.PROMISE, DAY.plusDays(3), null, "bob");

        assertThat(table.standing())
                .singleElement()
                .satisfies(each -> assertThat(each.until()).isEqualTo("2026-11-12"));
        assertThat(table.promises(clock.instant().minusSeconds(60)))
                .extracting(Arrangement::kind)
                .hasSize(1);
        assertThat(table.end("a", "jane")).isTrue();
        assertThat(table.end("a", "jane")).isFalse();
    }
}
