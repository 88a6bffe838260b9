package org.harvestxero.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.harvestxero.api.Explanations.Explanation;
import org.harvestxero.api.Explanations.Section;
import org.harvestxero.api.Reviews.Edit;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.billing.Approval;
import org.harvestxero.finalize.NothingKept;
import org.harvestxero.review.BilledLedger;
import org.harvestxero.review.ReviewRoles;
import org.harvestxero.review.ReviewService;
import org.harvestxero.store.copy.BatchTable.Batch;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationServiceIT {
    private static final String AGREEMENT = """
            client: Acme
            start: 2026-01-01
            rates: [{task: Design, hour: 120}]
            rounding: {how: up, to: 15, per: entry}
            layout: {groupBy: [project]}
            review: {when: [always]}
            """;

    @TempDir
    Path folder;

    @Test
    void aLineIsWalkedFromItsAmountToEntriesRateRoundingAgreementAndApprover() {
        BilledLedger billed = new BilledLedger(folder, AGREEMENT);
        long id = billed.bill(aTimeEntry()
                        .id(4711)
                        .project("Website")
                        .of("1.10")
                        .notes("Logo")
                        .build())
                .get(0)
                .id();
        desk(billed).approve(Ref.of(id), null, "Ada");

        Explanation line = explain(billed).explain("D" + id, 1).orElseThrow();

        assertThat(line.about()).isEqualTo("Line 1 of draft D" + id + " to Acme: 150.00 USD before tax");
        assertThat(section(line, "What it is made of"))
                .containsExactly(
                        "time entry 4711, 2026-03-10, Ann, Website – Design, \"Logo\": 1.10 h, billed as 1.25 h"
                                + " (rounded up to 15 minutes per entry) at 120.00 USD an hour (the agreement's rate for task"
                                + " Design) = 150.00 USD; +22 by rate; +18 by rounding");
        assertThat(section(line, "From Harvest's figures to ours"))
                .containsExactly(
                        "1.10 h at Harvest's rates: 110.00 USD",
                        "+22.00 by the agreement's rates instead of Harvest's",
                        "+18.00 by the agreement's rounding of hours",
                        "= 150.00 USD");
        assertThat(section(line, "By what"))
                .anyMatch(words -> words.matches("Agreement acme.yaml, version [0-9a-f]{8}\\."))
                .contains("Price 120.00 USD an hour: the agreement's rate for task Design.");
        assertThat(section(line, "Review"))
                .contains("A person had to look because: every invoice of this client is reviewed.")
                .anyMatch(words -> words.endsWith(" Ada: approved: as reviewer"));
        assertThat(section(line, "In Xero")).containsExactly("It has not left.");
    }

    @Test
    void aPurchaseOrderInMoneyIsToldInMoneyEverywhere() {
        BilledLedger billed = new BilledLedger(
                folder,
                "client: Acme\nstart: 2026-01-01\nreview: {when: [cap reached]}\n"
                        + "purchaseOrders: [{number: PO-7, money: 10000, atCap: hold, warnAt: [80]}]\n");
        long id = billed.bill(aTimeEntry().id(1).of("90.00").at("131.37").build())
                .get(0)
                .id();

        Explanation invoice = explain(billed).explain("D" + id, null).orElseThrow();

        assertThat(section(invoice, "Balances"))
                .containsExactly("purchase order PO-7: 10,000.00 of money used, of its 10,000.00 USD.");
        assertThat(section(invoice, "Left out"))
                .contains("purchase order PO-7: 80 % of 10000.00 USD is used")
                .anyMatch(words -> words.endsWith("held: beyond the cap purchase order PO-7 of 10000.00 USD"));
        assertThat(section(invoice, "Review"))
                .contains("A person had to look because: reached: purchase order PO-7 of 10000.00 USD.");
    }

    @Test
    void theWholeInvoiceTellsWhatWasLeftOutAndThatNothingWasLost() {
        BilledLedger billed = new BilledLedger(folder, AGREEMENT);
        long id = billed.bill(
                        aTimeEntry().id(1).project("Website").of("1.00").build(),
                        aTimeEntry()
                                .id(2)
                                .project("Website")
                                .of("0.50")
                                .approval(Approval.SUBMITTED)
                                .build())
                .get(0)
                .id();

        Explanation whole = explain(billed).explain("D" + id, null).orElseThrow();

        assertThat(section(whole, "What the client sees"))
                .contains(
                        "It goes to the contact Acme Ltd in Xero.",
                        "Purchase order PO-7.",
                        "Look twice: line 1 is taxed as OUTPUT2, last time as NONE.")
                .first()
                .asString()
                .matches(
                        "[0-9.]+ USD before tax \\+ [0-9.]+ tax \\(OUTPUT2, 20 % on [0-9.]+\\) = [0-9.]+ USD to pay until"
                                + " 2026-05-01\\.");

        assertThat(section(whole, "Left out"))
                .containsExactly("1 entry, 0.50 h worth 50.00 not billed, held: submitted, but not approved");
        assertThat(section(whole, "Invoice")).contains("It waits for a person; nothing has left.");
        assertThat(section(whole, "Review")).contains("It waits for the yes of a reviewer.");
        assertThat(section(whole, "Proof that nothing was lost").get(0)).startsWith("USD in: 1.50 h worth 150");
    }

    @Test
    void aChangedLineShowsWhatItWas() {
        BilledLedger billed = new BilledLedger(folder, AGREEMENT);
        long id = billed.bill(aTimeEntry().id(1).project("Website").of("1.00").build())
                .get(0)
                .id();
        desk(billed).edit(Ref.of(id), new Edit(1, new BigDecimal("100.00"), null, "agreed by phone"), "Ada");

        Explanation line = explain(billed).explain("D" + id, 1).orElseThrow();

        assertThat(section(line, "Changed by a reviewer").get(0)).contains("= 120.00 USD");
        assertThat(section(line, "From Harvest's figures to ours")).contains("-20.00 written down");
        assertThat(section(line, "What it is made of").get(0)).isEqualTo("agreed by phone (Ada)");
        assertThatThrownBy(() -> explain(billed).explain("D" + id, 2))
                .hasMessageContaining("has lines 1 to 1, no line 2");
    }

    @Test
    void whatXeroWasSentAndAnsweredIsTold() {
        BilledLedger billed = new BilledLedger(folder, AGREEMENT);
        var draft = billed.bill(aTimeEntry().id(1).project("Website").of("1.00").build())
                .get(0);
        billed.store.billing().draftWriter().reserve(draft, "INV-7");
        Instant sent = Instant.parse("2026-04-01T08:00:00Z");
        billed.store.batches().add(batch(), sent);
        billed.store.batches().sent(batch().id(), sent);
        billed.store.batches().close(batch().id(), 200, "ok", sent);
        billed.store.links().put(link(-draft.id()));

        Explanation whole = explain(billed).explain("INV-7", null).orElseThrow();
        Explanation line = explain(billed).explain("INV-7", 1).orElseThrow();

        assertThat(section(whole, "In Xero"))
                .contains(
                        "Invoice INV-7 is AUTHORISED, total 138.00 USD, of which 138.00 is due.",
                        "Its totals were compared with ours and agree.",
                        "https://xero/x-1",
                        "Sent as PUT /Invoices with 1 document, first on 2026-04-01 08:00Z; answered 200.",
                        "Batch " + batch().id() + ", idempotency key tenant:b.");
        assertThat(section(whole, "The request to Xero").get(0)).startsWith("{\"InvoiceNumber\":\"INV-7\"");
        assertThat(section(line, "In Xero"))
                .containsExactly("Account 200, tax type OUTPUT2.", "Tracking Region: North");
        assertThat(explain(billed).page("INV-7")).hasValue(URI.create("https://xero/x-1"));
    }

    @Test
    void anInvoiceMadeByHandIsExplainedAsFarAsItSays() {
        BilledLedger billed = new BilledLedger(folder, AGREEMENT);
        billed.store
                .documents()
                .record(
                        new Shown(Kind.INVOICE, 77, null, "H-77", "open", null, null, null, "f", """
                                {"client": {"id": 5, "name": "Acme"}, "currency": "USD", "amount": 110.0, "tax_amount": 10.0, "line_items": [
                                {"id": 1, "kind": "Service", "description": "Design", "quantity": 2.0, "unit_price": 50.0, "amount": 100.0,
                                 "taxed": true, "project": {"id": 10, "name": "Website"}}]}"""),
                        Instant.parse("2026-04-01T08:00:00Z"));

        Explanation whole = explain(billed).explain("H-77", null).orElseThrow();

        assertThat(whole.about()).isEqualTo("H-77 to Acme, copied from Harvest");
        assertThat(section(whole, "Invoice")).contains("Total 110.00 USD, with tax of 10.00.");
        assertThat(section(whole, "Lines"))
                .containsExactly("1. Design: 2 × 50.00 = 100.00 USD (Service, Website, taxed)");
        assertThat(section(whole, "In Xero")).containsExactly("It has no copy.");
        assertThat(explain(billed).explain("H-78", null)).isEmpty();
        assertThat(explain(billed).page("H-77")).isEmpty();
        assertThat(explain(billed).page("H-78")).isEmpty();
    }

    private static Batch batch() {
        return new Batch(
                "3f2c0000-0000-4000-8000-000000000001",
                Kind.INVOICE,
                "PUT",
                "/Invoices",
                "",
                "tenant:b",
                """
                {"Invoices":[{"InvoiceNumber":"INV-7","LineItems":[{"AccountCode":"200","TaxType":"OUTPUT2",\
                "Tracking":[{"Name":"Region","Option":"North"}]}]}]}""",
                1,
                null,
                0,
                null,
                null);
    }

    private static Link link(long sourceId) {
        return new Link(
                Kind.INVOICE,
                sourceId,
                "x-1",
                "INV-7",
                "AUTHORISED",
                "USD",
                new BigDecimal("138.00"),
                new BigDecimal("138.00"),
                true,
                "created",
                null,
                null,
                batch().id(),
                null,
                Instant.parse("2026-04-01T08:00:00Z"));
    }

    private static ReviewService desk(BilledLedger billed) {
        return new ReviewService(
                billed.store, billed.stored, ReviewRoles.open(), BilledLedger::charge, new NothingKept());
    }

    private static ExplanationService explain(BilledLedger billed) {
        return new ExplanationService(
                billed.store, billed.stored, (kind, id) -> "https://xero/" + id, BilledLedger::charge);
    }

    private static List<String> section(Explanation explanation, String title) {
        return explanation.sections().stream()
                .filter(section -> section.title().equals(title))
                .map(Section::sentences)
                .findFirst()
                .orElseThrow(() -> new AssertionError(title + " is missing in " + explanation));
    }
}
