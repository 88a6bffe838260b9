package org.harvestxero.finalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.harvestxero.billing.TimeEntryBuilder.aTimeEntry;

import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.terms.DispatchTerms;
import org.harvestxero.billing.terms.Layout;
import org.harvestxero.finalize.DraftMapper.Head;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.junit.jupiter.api.Test;

class DraftMapperTest {
    private static final SourceClient ACME = new SourceClient(5, "Acme", null, "USD", null, null, null);

    @Test
    void takesOverEveryLineExactly() {
        Draft draft = BilledWork.draft(
                aTimeEntry().id(1).project("Website").of("7.33").at("15.00").build(),
                aTimeEntry().id(2).project("Hosting").of("1.50").at("80.00").build());

        FinalizedInvoice bill = DraftMapper.invoice(draft, new Head(-3, ACME, "INV-7", DispatchTerms.Status.DRAFT));

        assertThat(bill.id()).isEqualTo(-3);
        assertThat(bill.number()).isEqualTo("INV-7");
        assertThat(bill.status()).isEqualTo(Status.DRAFT);
        assertThat(bill.currency()).isEqualTo("USD");
        assertThat(bill.issueDate()).isEqualTo("2026-04-01");
        assertThat(bill.dueDate()).isEqualTo("2026-05-01");
        assertThat(bill.subtotal()).isEqualTo("229.95");
        assertThat(bill.lines())
                .extracting(
                        line -> line.project() == null ? "" : line.project().name(),
                        line -> line.quantity().toPlainString(),
                        line -> line.amount().toPlainString())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("Website", "7.33", "109.95"),
                        org.assertj.core.groups.Tuple.tuple("Hosting", "1.50", "120.00"));
    }

    @Test
    void aLineOfSeveralProjectsNamesNone() {
        Draft draft = BilledWork.draft(
                Layout.plain().by(),
                aTimeEntry().id(1).project("Website").of("1.00").build(),
                aTimeEntry().id(2).project("Hosting").of("2.00").build());

        FinalizedInvoice bill =
                DraftMapper.invoice(draft, new Head(-3, ACME, "INV-7", DispatchTerms.Status.AUTHORISED));

        assertThat(bill.lines()).hasSize(1);
        assertThat(bill.lines().get(0).project()).isNull();
        assertThat(bill.lines().get(0).kind()).isEqualTo("Service");
    }
}
