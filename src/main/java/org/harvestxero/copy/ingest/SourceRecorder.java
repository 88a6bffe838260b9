package org.harvestxero.copy.ingest;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.harvestxero.copy.document.Fingerprint;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.event.ClientRef;
import org.harvestxero.event.Event;
import org.harvestxero.event.PartyEvent;
import org.harvestxero.harvest.HarvestContactView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestPaymentView;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.Shown;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.store.event.PaymentNews;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what Harvest's lists show, page by page and each row by its id, so that a list that shifts while it is read, or is read
 * twice, does no harm. A row that can't be kept becomes a failed copy; its neighbours go on.
 */
public final class SourceRecorder {
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final Logger LOG = LoggerFactory.getLogger(SourceRecorder.class);

    /** Longer ones are kept cut. */
    private static final int LONGEST_NAME = 300;

    /** Rows that are kept in one transaction; of a whole page H2 would save what it may have to undo as well. */
    private static final int TOGETHER = 500;

    private final ConnectionStore store;
    private final OwnRefusalRecorder ownRefusalRecorder;
    private final Clock clock;
    private final Set<String> newNames = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean oldNames = new AtomicBoolean();
    private Consumer<List<Long>> clientsShown = clients -> {};
    private final @Nullable LocalDate since;

    /** @param since first day of invoices that are copied; null when that is not set */
    public SourceRecorder(
            ConnectionStore store, OwnRefusalRecorder ownRefusalRecorder, Clock clock, @Nullable LocalDate since) {
        this.since = since;
        this.store = store;
        this.ownRefusalRecorder = ownRefusalRecorder;
        this.clock = clock;
    }

    /**
     * Keeps a page of Harvest's invoices; gives how many were new or changed. What is dated before copying begins is kept when it is
     * known, or was made since: then its date may be a slip of the pen, and people have to hear of it.
     */
    public int invoices(HarvestPage page) {
        Map<HarvestElement, HarvestInvoiceView> wanted = new LinkedHashMap<>();
        for (HarvestElement element : page.elements()) {
            HarvestInvoiceView invoice = HarvestInvoiceView.of(element);
            if (!isOfBefore(invoice.dates()) || isKnown(invoice)) {
                wanted.put(element, invoice);
            }
        }
        noteNewNames(wanted.values());
        return keep(
                List.copyOf(wanted.keySet()),
                Kind.INVOICE,
                element -> invoice(element, Objects.requireNonNull(wanted.get(element))),
                kept -> store.invoiceNews()
                        .payments()
                        .seen(
                                PaymentNews.HARVEST,
                                kept.stream()
                                        .collect(Collectors.toMap(
                                                HarvestElement::idOrZero,
                                                element -> element.currency().orElse(""),
                                                (one, other) -> one))));
    }

    private boolean isOfBefore(HarvestInvoiceView.Dates dates) {
        LocalDate begins = since;
        if (begins == null) {
            return false;
        }
        String first = begins.toString();
        String issued = Objects.requireNonNullElse(dates.issued(), "");
        String made = Objects.requireNonNullElse(dates.createdAt(), "");
        return issued.matches(DAY) && issued.compareTo(first) < 0 && made.compareTo(first) < 0;
    }

    private boolean isKnown(HarvestInvoiceView invoice) {
        return store.documents().find(Kind.INVOICE, invoice.id()).isPresent();
    }

    /** Whether an invoice names its client otherwise than Harvest's list of clients did when it was read last. */
    public boolean knowsOldNames() {
        return oldNames.get();
    }

    /** Each new name once: Harvest may keep showing what its list no longer does. */
    private void noteNewNames(Collection<HarvestInvoiceView> invoices) {
        Map<Long, String> named = new HashMap<>();
        invoices.forEach(invoice -> named.put(
                invoice.client().id(),
                Objects.requireNonNullElse(invoice.client().name(), "")));
        store.documents().numbers(Kind.CLIENT, named.keySet()).forEach((client, known) -> {
            String name = named.getOrDefault(client, known);
            if (name.length() < LONGEST_NAME && !name.equals(known) && newNames.add(client + " " + name)) {
                oldNames.set(true);
            }
        });
    }

    public int clients(HarvestPage page) {
        oldNames.set(false);
        Map<Long, Event> created = newClients(page.elements());
        int changed = keep(
                page.elements(),
                Kind.CLIENT,
                SourceRecorder::client,
                kept -> store.events()
                        .addAll(kept.stream()
                                .map(element -> created.get(element.idOrZero()))
                                .filter(Objects::nonNull)
                                .toList()));
        clientsShown.accept(
                page.elements().stream().map(HarvestElement::idOrZero).toList());
        return changed;
    }

    public int clientContacts(HarvestPage page) {
        int changed = keep(page.elements(), Kind.CLIENT_CONTACT, SourceRecorder::clientContact);
        clientsShown.accept(page.elements().stream()
                .map(person -> HarvestContactView.of(person).clientId())
                .toList());
        return changed;
    }

    /** Who is told which clients a list showed, themselves or their people. */
    public void onClientsShown(Consumer<List<Long>> listener) {
        clientsShown = listener;
    }

    /** Keeps a client as Harvest answered a change of it. */
    public void client(HarvestElement client, Instant now) {
        store.documents().record(client(client), now);
    }

    /** Keeps a person as Harvest answered a change of it. */
    public void person(HarvestElement person, Instant now) {
        store.documents().record(clientContact(person), now);
    }

    /** Keeps a page of an invoice's payments and gives the ids it showed. */
    public Set<Long> payments(HarvestPage page, long invoiceId) {
        keep(page.elements(), Kind.PAYMENT, new PaymentReading(invoiceId));
        Set<Long> ids = new HashSet<>();
        page.elements()
                .forEach(element -> ids.add(HarvestPaymentView.of(element).id()));
        return ids;
    }

    /**
     * Keeps lists of payments, in the transaction under way.
     *
     * @param lists by the ids of their invoices
     * @throws RuntimeException when one of them can't be kept; then none is
     */
    public void payments(Map<Long, List<HarvestElement>> lists) {
        Instant now = clock.instant();
        List<Shown> shown = new ArrayList<>();
        lists.forEach((invoice, payments) -> payments.forEach(payment -> shown.add(payment(payment, invoice))));
        for (int from = 0; from < shown.size(); from += TOGETHER) {
            store.documents().recordAll(shown.subList(from, Math.min(from + TOGETHER, shown.size())), now);
        }
    }

    /** Clients nobody knew of, by their ids; none while Harvest's list is read for the first time. */
    private Map<Long, Event> newClients(List<HarvestElement> elements) {
        if (!store.events().isKept()
                || store.watermarks().find(StageInputs.CLIENTS).isEmpty()) {
            return Map.of();
        }
        Map<Long, Event> created = new LinkedHashMap<>();
        elements.forEach(element -> created.put(
                element.idOrZero(),
                new PartyEvent.ClientCreated(
                        new ClientRef(element.idOrZero(), element.name().orElse(null)),
                        element.currency().orElse(null))));
        created.keySet()
                .removeAll(store.documents()
                        .numbers(Kind.CLIENT, Set.copyOf(created.keySet()))
                        .keySet());
        return created;
    }

    private interface Reading {
        Shown of(HarvestElement element);
    }

    private record PaymentReading(long invoice) implements Reading {
        @Override
        public Shown of(HarvestElement element) {
            return payment(element, invoice);
        }
    }

    private int keep(List<HarvestElement> elements, Kind kind, Reading reading) {
        return keep(elements, kind, reading, kept -> {});
    }

    /** @param told makes events of what is kept, in the same transaction where it is kept with others */
    private int keep(List<HarvestElement> elements, Kind kind, Reading reading, Consumer<List<HarvestElement>> told) {
        int changed = 0;
        for (int from = 0; from < elements.size(); from += TOGETHER) {
            int to = Math.min(from + TOGETHER, elements.size());
            changed += keepTogether(elements.subList(from, to), kind, reading, told);
        }
        return changed;
    }

    private int keepTogether(
            List<HarvestElement> elements, Kind kind, Reading reading, Consumer<List<HarvestElement>> told) {
        Instant now = clock.instant();
        int[] changed = {0};
        try {
            List<Shown> shown = elements.stream().map(reading::of).toList();
            store.inTransaction(() -> {
                changed[0] = store.documents().recordAll(shown, now);
                told.accept(elements);
            });
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn(
                    "A page of {} could not be kept together, so its rows are kept one by one: {}",
                    kind.code(),
                    FailureText.words(e));
            changed[0] = 0;
            for (HarvestElement element : elements) {
                int kept = keepAlone(element, kind, reading, now);
                changed[0] += kept;
                if (kept > 0) {
                    told.accept(List.of(element));
                }
            }
        }
        return changed[0];
    }

    private int keepAlone(HarvestElement element, Kind kind, Reading reading, Instant now) {
        try {
            return store.documents().record(reading.of(element), now) ? 1 : 0;
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            HarvestInvoiceView shown = HarvestInvoiceView.of(element);
            long id = shown.id();
            LOG.warn("Harvest's {} {} could not be kept: {}", kind.code(), id, FailureText.words(e));
            Revision revision = Revision.of(RevisionKind.PLAIN, Fingerprint.of(element.content()));
            Problem problem = Problem.of(FailureCode.UNREADABLE, FailureText.unreadable(e));
            if (kind == Kind.INVOICE) {
                ownRefusalRecorder.refuse(kind, id, shown.number(), revision, problem);
            } else if (reading instanceof PaymentReading payments) {
                refuse(id, payments.invoice(), revision, problem);
            }
            return 0;
        }
    }

    /** Whoever has it tried again has the list of its invoice read anew. */
    private void refuse(long payment, long invoice, Revision revision, Problem problem) {
        SourceDocument paid = store.documents().find(Kind.INVOICE, invoice).orElse(null);
        ownRefusalRecorder.refusePayment(
                payment,
                invoice,
                paid == null ? null : paid.number(),
                paid == null
                        ? null
                        : HarvestInvoiceView.of(HarvestElement.parse(paid.content()))
                                .currency(),
                revision,
                problem);
    }

    private static Shown invoice(HarvestElement element, HarvestInvoiceView invoice) {
        return shown(
                Kind.INVOICE,
                element,
                invoice.client().id(),
                invoice.number(),
                invoice.state(),
                invoice.amounts().total(),
                invoice.amounts().due());
    }

    private static Shown client(HarvestElement client) {
        return shown(Kind.CLIENT, client, null, client.name().orElse(null), null, null, null);
    }

    private static Shown clientContact(HarvestElement contact) {
        return shown(
                Kind.CLIENT_CONTACT, contact, HarvestContactView.of(contact).clientId(), null, null, null, null);
    }

    private static Shown payment(HarvestElement element, long invoiceId) {
        HarvestPaymentView payment = HarvestPaymentView.of(element);
        return shown(Kind.PAYMENT, element, invoiceId, null, null, payment.amount(), null);
    }

    private static Shown shown(
            Kind kind,
            HarvestElement element,
            @Nullable Long parent,
            @Nullable String number,
            @Nullable String state,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal due) {
        long id = element.idOrZero();
        if (id <= 0) {
            throw new IllegalArgumentException("it has no id");
        }
        String content = element.content();
        return new Shown(
                kind,
                id,
                parent,
                number,
                state,
                amount,
                due,
                element.updated().orElse(null),
                Fingerprint.of(content),
                content);
    }

    /**
     * After all pages of an invoice's payments: those that are no longer there were deleted in Harvest.
     *
     * @param known the invoice's payments known before and shown now
     * @param shown ids of those that were shown
     */
    public List<SourceDocument> goneAmong(List<SourceDocument> known, Set<Long> shown) {
        return known.stream()
                .filter(payment -> !payment.isGone() && !shown.contains(payment.sourceId()))
                .toList();
    }
}
