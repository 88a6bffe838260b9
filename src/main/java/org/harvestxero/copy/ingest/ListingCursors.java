package org.harvestxero.copy.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestListResult;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.http.ServerClock;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroListRequest;
import org.harvestxero.xero.XeroListResult;
import org.harvestxero.xero.XeroPage;
import org.jspecify.annotations.Nullable;

/**
 * Says what to list next and remembers how far a listing came. A watermark moves only after the last page, to the server's own time
 * at the start of the listing less an overlap, because lists shift while people work and carry whole seconds.
 */
public final class ListingCursors {
    private static final Duration HARVEST_OVERLAP = Duration.ofMinutes(5);
    /** Xero stamps a change when it commits it; a longer overlap only lists our own writes again. */
    private static final Duration XERO_OVERLAP = Duration.ofMinutes(1);

    private static final String NAME = "listing";
    private static final String KEEP_PAGE = "keepPage";
    private static final String INVOICES = "harvest-invoices";
    private static final String INVOICES_BEFORE = "harvest-invoices-before";
    static final String PROJECTS = "harvest-projects";
    public static final String CONTACTS = "xero-contacts";
    private static final String XERO_INVOICES = "xero-invoices";
    /** Payments on sales invoices, as Xero's lists are asked for them. */
    public static final String RECEIVED = "PaymentType==\"ACCRECPAYMENT\"";

    /** How far Xero's payments were listed. */
    public static final String XERO_PAYMENTS = "xero-payments";

    private static final String EARLIEST = "copy-since";

    private static final Map<String, StageInputs.Input> INPUTS = Map.of(
            StageInputs.CLIENTS,
            StageInputs.Input.CLIENTS,
            StageInputs.PEOPLE,
            StageInputs.Input.PEOPLE,
            CONTACTS,
            StageInputs.Input.CONTACTS);

    private final ConnectionStore store;
    private final @Nullable LocalDate since;
    private final StageInputs stageInputs;
    private final ServerClock xeroTime;

    public ListingCursors(
            ConnectionStore store, @Nullable LocalDate since, StageInputs stageInputs, ServerClock xeroTime) {
        this.stageInputs = stageInputs;
        this.store = store;
        this.since = since;
        this.xeroTime = xeroTime;
    }

    /** Harvest's invoices that changed since the last listing; all of them once copying begins at an earlier day than before. */
    public void invoices(Exchange exchange) {
        Optional<LocalDate> earliest = earliest();
        if (since != null && (earliest.isEmpty() || since.isBefore(earliest.get()))) {
            store.watermarks().forget(INVOICES);
            store.watermarks().move(EARLIEST, since.toString());
        }
        boolean first = store.watermarks().find(INVOICES).isEmpty();
        harvest(exchange, INVOICES, "/invoices", "keep-invoices", first ? invoicesFrom(since) : new LinkedHashMap<>());
    }

    /** Whether invoices were never listed yet, so that those dated before copying begins have to be asked for. */
    public boolean isFirstListing() {
        return since != null && store.watermarks().find(INVOICES).isEmpty();
    }

    /** Invoices dated before copying begins that were made or changed since: among them are slips of the pen. */
    public void invoicesDatedBefore(Exchange exchange) {
        LocalDate begins = Objects.requireNonNull(since);
        store.watermarks().forget(INVOICES_BEFORE);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("to", begins.minusDays(1).toString());
        query.put(
                "updated_since", begins.atStartOfDay(ZoneOffset.UTC).toInstant().toString());
        harvest(exchange, INVOICES_BEFORE, "/invoices", "keep-invoices", query);
    }

    /** The earliest day copying ever began at. */
    private Optional<LocalDate> earliest() {
        return store.watermarks().find(EARLIEST).map(LocalDate::parse);
    }

    /** All of Harvest's invoices in the span ever copied, whether they changed or not: older ones are still there, not deleted. */
    public void allInvoices(Exchange exchange) {
        store.watermarks().forget("harvest-invoices-sweep");
        harvest(
                exchange,
                "harvest-invoices-sweep",
                "/invoices",
                "sweep-invoices",
                invoicesFrom(earliest().orElse(since)));
    }

    public void clients(Exchange exchange) {
        harvest(exchange, StageInputs.CLIENTS, "/clients", "keep-clients", new LinkedHashMap<>());
    }

    /** Harvest's projects that changed since the last listing. */
    public void projects(Exchange exchange) {
        harvest(exchange, PROJECTS, "/projects", "keep-projects", new LinkedHashMap<>());
    }

    public void clientContacts(Exchange exchange) {
        harvest(exchange, StageInputs.PEOPLE, "/contacts", "keep-client-contacts", new LinkedHashMap<>());
    }

    /** Xero's contacts that changed since the last listing, archived ones too. */
    public void xeroContacts(Exchange exchange) {
        XeroListRequest listing = XeroListRequest.of("/Contacts").with("includeArchived", "true");
        xero(exchange, CONTACTS, listing, "keep-contacts");
    }

    /** Xero's invoices that changed since the last listing: approvals, payments and voids by people. */
    public void xeroInvoices(Exchange exchange) {
        XeroListRequest listing = XeroListRequest.of("/Invoices").with("summaryOnly", "true");
        xero(exchange, XERO_INVOICES, listing, "follow-invoices");
    }

    /**
     * Money on Xero's sales invoices that changed since the last listing, the latest change first: what changes while the list is read
     * comes twice then, and nothing is passed over.
     */
    public void xeroPayments(Exchange exchange) {
        XeroListRequest listing =
                XeroListRequest.of("/Payments").with("where", RECEIVED).with("order", "UpdatedDateUTC DESC");
        if (store.watermarks().find(XERO_PAYMENTS).isEmpty()) {
            store.watermarks().forget(XERO_INVOICES); // what is credited on them was not noted before
        }
        xero(exchange, XERO_PAYMENTS, listing, "keep-xero-payments");
    }

    public HarvestListRequest payments(SourceDocument invoice) {
        return HarvestListRequest.of("/invoices/" + invoice.sourceId() + "/payments");
    }

    private static Map<String, String> invoicesFrom(@Nullable LocalDate day) {
        Map<String, String> query = new LinkedHashMap<>();
        if (day != null) {
            query.put("from", day.toString());
        }
        return query;
    }

    private void harvest(Exchange exchange, String name, String path, String keepPage, Map<String, String> query) {
        Optional<String> since = store.watermarks().find(name);
        since.ifPresent(instant -> query.put("updated_since", instant));
        begin(exchange, name, keepPage);
        exchange.getMessage().setBody(new HarvestListRequest(path, query));
    }

    private void xero(Exchange exchange, String name, XeroListRequest listing, String keepPage) {
        Instant since = store.watermarks().find(name).map(Instant::parse).orElse(null);
        begin(exchange, name, keepPage);
        exchange.getMessage().setBody(listing.since(since));
    }

    private void begin(Exchange exchange, String name, String keepPage) {
        Optional.ofNullable(INPUTS.get(name)).ifPresent(stageInputs::begun);
        exchange.getMessage().setHeader(NAME, name);
        exchange.getMessage().setHeader(KEEP_PAGE, keepPage);
    }

    /** What route files of the first release do with each page, which nobody needs. */
    public void harvestPage(HarvestPage page) {}

    /** Learns Xero's time from a page. */
    public void xeroPage(XeroPage page) {
        xeroTime.saw(page.serverDate());
    }

    /** After the last page of a Harvest list: the next listing begins where this one began. */
    public void harvestFinished(HarvestListResult listed, @Header(NAME) String name) {
        finished(listed.startedAt().minus(HARVEST_OVERLAP), name);
    }

    public void xeroFinished(XeroListResult listed, @Header(NAME) String name) {
        finished(listed.startedAt().minus(XERO_OVERLAP), name);
    }

    private void finished(Instant instant, String name) {
        Instant mark = instant.truncatedTo(ChronoUnit.SECONDS);
        store.watermarks().move(name, mark.toString());
        Optional.ofNullable(INPUTS.get(name)).ifPresent(stageInputs::read);
    }
}
