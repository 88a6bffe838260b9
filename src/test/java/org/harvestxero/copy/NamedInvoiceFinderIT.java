package org.harvestxero.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.harvestxero.api.DecisionException;
import org.harvestxero.review.BilledLedger;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedInvoiceFinderIT {
    @TempDir
    Path folder;

    private BilledLedger billed;
    private NamedInvoiceFinder named;
    private StoredDraft website;
    private StoredDraft shop;

    @BeforeEach
    void billTwoProjects() {
        billed = new BilledLedger(folder, """
                client: Acme
                start: 2026-01-01
                review: {when: [always]}
                layout: {invoicePer: project}
                """);
        List<StoredDraft> drafts = billed.bill(
                aTimeEntry().id(1).project("Website").of("1.00").build(),
                aTimeEntry().id(2).project("Shop").of("2.00").build());
        website = drafts.get(0);
        shop = drafts.get(1);
        named = new NamedInvoiceFinder(billed.store);
    }

    private void reserve(StoredDraft draft, String number) {
        assertThat(billed.store.billing().draftWriter().reserve(draft, number)).isTrue();
    }

    private void inHarvest(long id, long client, String number) {
        billed.store
                .documents()
                .record(
                        new Shown(
                                Kind.INVOICE,
                                id,
                                client,
                                number,
                                "open",
                                null,
                                null,
                                null,
                                "f",
                                "{\"client\": {\"name\": \"Globex\"}}"),
                        Instant.parse("2026-04-01T08:00:00Z"));
    }

    private long draft(String name) {
        return named.draft(name).map(StoredDraft::id).orElse(0L);
    }

    @Test
    void aBareNumberIsAnInvoiceNumberThoughADraftHasTheSameId() {
        reserve(website, Long.toString(shop.id()));

        assertThat(draft(Long.toString(shop.id()))).isEqualTo(website.id());
        assertThat(draft("D" + shop.id())).isEqualTo(shop.id());
        assertThat(draft("d" + shop.id())).isEqualTo(shop.id());
        assertThat(draft("D99999")).isZero();
    }

    @Test
    void anIdWithoutItsLetterIsRefusedWithTheDraftThatMayBeMeant() {
        assertThatThrownBy(() -> named.draft(Long.toString(shop.id())))
                .isInstanceOf(DecisionException.class)
                .hasMessage("%s is no invoice number; did you mean draft D%s (Acme, 2026-03)?"
                        .formatted(shop.id(), shop.id()));
        assertThat(named.draft("99999")).isEmpty();
    }

    @Test
    void aNumberOfADraftAndOfAnInvoiceMadeInHarvestIsRefusedWithBoth() {
        reserve(website, "1042");
        inHarvest(77, 6, "1042");

        assertThatThrownBy(() -> named.draft("1042"))
                .hasMessage(
                        "1042 can mean invoice 1042 made in Harvest (Globex, id 77), or draft D%s (Acme, 2026-03, invoice 1042):"
                                        .formatted(website.id())
                                + " say harvest:77 or D%s.".formatted(website.id()));
        assertThat(draft("D" + website.id())).isEqualTo(website.id());
        assertThat(named.draft("harvest:77")).isEmpty();
        assertThat(named.copied("harvest:77")).get().returns(77L, SourceDocument::sourceId);
    }

    @Test
    void theMirrorOfADraftIsTheSameInvoice() {
        reserve(website, "1042");
        inHarvest(77, BilledLedger.ACME.id(), "1042");

        assertThat(draft("1042")).isEqualTo(website.id());

        billed.store
                .billing()
                .draftWriter()
                .mirror(billed.store.billing().drafts().find(website.id()).orElseThrow(), 77L);
        assertThat(draft("1042")).isEqualTo(website.id());
        assertThat(draft("harvest:77")).isEqualTo(website.id());
    }

    @Test
    void anInvoiceNumberThatReadsLikeADraftsIdIsRefusedWithBoth() {
        reserve(website, "D" + shop.id());

        assertThatThrownBy(() -> named.draft("D" + shop.id()))
                .hasMessageContaining("say draft:D%s or D%s.".formatted(shop.id(), website.id()));
        assertThat(draft("draft:D" + shop.id())).isEqualTo(shop.id());
    }

    @Test
    void twoInvoicesOfOneNumberInHarvestAreNotCopiedByThatNumber() {
        inHarvest(77, 6, "H-1");
        inHarvest(78, 6, "H-1");
        inHarvest(79, 6, "H-2");

        assertThatThrownBy(() -> named.inHarvest("H-1"))
                .hasMessage(
                        "H-1 can mean invoice H-1 made in Harvest (Globex, id 77), or invoice H-1 made in Harvest (Globex, id 78):"
                                + " say harvest:77 or harvest:78.");
        assertThat(named.inHarvest("harvest:78")).get().returns(78L, SourceDocument::sourceId);
        assertThat(named.inHarvest("H-2")).get().returns(79L, SourceDocument::sourceId);
        assertThatThrownBy(() -> named.inHarvest("D" + shop.id())).hasMessageContaining("is no invoice of Harvest's");
    }
}
