package org.harvestxero.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.harvestxero.ledger.InvoiceNumbers.InUse;
import org.harvestxero.ledger.Links.Link;
import org.harvestxero.ledger.SourceDocuments.Shown;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvoiceNumbersTest extends BothDatabases {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    @ParameterizedTest
    @EnumSource
    void theNextNumberIsWrittenLikeHarvestsLatest(Database database) {
        Ledger ledger = on(database);
        String connection = fresh();
        harvest(ledger, connection, 1, "2026-17");
        harvest(ledger, connection, 2, "WEB-0008");
        harvest(ledger, connection, 3, "special");
        twin(ledger, connection, 2, "web-0011");

        InUse numbers = ledger.invoiceNumbers().inUse(connection);

        assertThat(numbers.next()).isEqualTo("WEB-0012");
        assertThat(numbers.isTaken("Web-0011")).isTrue();
        assertThat(numbers.isTaken("WEB-0012")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasTakenSinceCounts(Database database) {
        Ledger ledger = on(database);
        String connection = fresh();
        harvest(ledger, connection, 1, "99");
        InUse numbers = ledger.invoiceNumbers().inUse(connection);

        numbers.take("Acme-2026-10");
        numbers.take("100");

        assertThat(numbers.isTaken("acme-2026-10")).isTrue();
        assertThat(numbers.next()).isEqualTo("101");
    }

    @ParameterizedTest
    @EnumSource
    void withoutInvoicesDraftsLead(Database database) {
        InUse numbers = on(database).invoiceNumbers().inUse(fresh());
        assertThat(numbers.next()).isEqualTo("1");

        numbers.take("A-09");

        assertThat(numbers.next()).isEqualTo("A-10");
    }

    private static void harvest(Ledger ledger, String connection, long id, String number) {
        ledger.documents()
                .record(
                        connection,
                        new Shown(Kind.INVOICE, id, 5L, number, "open", null, null, NOW, "f" + id, "{}"),
                        NOW);
    }

    private static void twin(Ledger ledger, String connection, long id, String number) {
        ledger.links()
                .put(
                        connection,
                        new Link(
                                Kind.INVOICE,
                                id,
                                "t" + id,
                                number,
                                "AUTHORISED",
                                "USD",
                                null,
                                null,
                                true,
                                "created",
                                null,
                                null,
                                null,
                                NOW,
                                NOW));
    }
}
