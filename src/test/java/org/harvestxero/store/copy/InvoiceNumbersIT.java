package org.harvestxero.store.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.harvestxero.store.BothDatabases;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.InvoiceNumbers.InUse;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvoiceNumbersIT extends BothDatabases {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    @ParameterizedTest
    @EnumSource
    void theNextNumberIsWrittenLikeHarvestsLatest(Database database) {
        ConnectionStore store = fresh(database);
        harvest(store, 1, "2026-17");
        harvest(store, 2, "WEB-0008");
        harvest(store, 3, "special");
        twin(store, 2, "web-0011");

        InUse numbers = store.invoiceNumbers().inUse();

        assertThat(numbers.next()).isEqualTo("WEB-0012");
        assertThat(numbers.isTaken("Web-0011")).isTrue();
        assertThat(numbers.isTaken("WEB-0012")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasTakenSinceCounts(Database database) {
        ConnectionStore store = fresh(database);
        harvest(store, 1, "99");
        InUse numbers = store.invoiceNumbers().inUse();

        numbers.take("Acme-2026-10");
        numbers.take("100");

        assertThat(numbers.isTaken("acme-2026-10")).isTrue();
        assertThat(numbers.next()).isEqualTo("101");
    }

    @ParameterizedTest
    @EnumSource
    void withoutInvoicesDraftsLead(Database database) {
        InUse numbers = fresh(database).invoiceNumbers().inUse();
        assertThat(numbers.next()).isEqualTo("1");

        numbers.take("A-09");

        assertThat(numbers.next()).isEqualTo("A-10");
    }

    private static void harvest(ConnectionStore store, long id, String number) {
        store.documents().record(new Shown(Kind.INVOICE, id, 5L, number, "open", null, null, NOW, "f" + id, "{}"), NOW);
    }

    private static void twin(ConnectionStore store, long id, String number) {
        store.links()
                .put(new Link(
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
