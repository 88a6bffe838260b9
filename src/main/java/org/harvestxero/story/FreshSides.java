package org.harvestxero.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroReader;
import org.jspecify.annotations.Nullable;

/** What was read of both sides on demand, for some minutes and not more than so many invoices. */
final class FreshSides {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 100;

    private final Clock clock;
    private final Map<Long, Read> read = new LinkedHashMap<>();

    FreshSides(Clock clock) {
        this.clock = clock;
    }

    /**
     * What the sides showed.
     *
     * @param harvest null where it isn't there any more, or can't be read
     * @param xero null where it isn't there
     */
    record Read(
            Instant at,
            @Nullable SourceInvoice harvest,
            @Nullable InXero xero) {}

    /** @param contact name of the contact; empty where Xero doesn't say */
    record InXero(
            XeroInvoice invoice, XeroInvoiceView.Amounts amounts, String contact, List<XeroInvoiceView.File> files) {}

    synchronized void keep(long sourceId, @Nullable HarvestElement harvest, @Nullable XeroInvoiceView xero) {
        read.remove(sourceId);
        read.put(
                sourceId,
                new Read(
                        clock.instant(),
                        harvest == null ? null : Subject.readable(harvest).orElse(null),
                        xero == null
                                ? null
                                : new InXero(
                                        XeroReader.invoice(xero.element()),
                                        xero.amounts(),
                                        xero.contact().name(),
                                        xero.files())));
        while (read.size() > MOST) {
            read.remove(read.keySet().iterator().next());
        }
    }

    synchronized Optional<Read> find(long sourceId) {
        Instant oldest = clock.instant().minus(KEPT);
        read.values().removeIf(each -> each.at().isBefore(oldest));
        return Optional.ofNullable(read.get(sourceId));
    }
}
