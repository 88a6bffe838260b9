package org.harvestxero.story;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Invoices;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.SideException;
import org.harvestxero.api.Stories;
import org.harvestxero.billing.Counted;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.http.CallException;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroInvoiceView;
import org.jspecify.annotations.Nullable;

/** Tells the story of an invoice from the tables, and from what both sides said when somebody had them asked. */
public final class StoryTeller implements Stories {
    private final ConnectionStore store;
    private final Asks asks;
    private final Links links;
    private final FreshSides fresh;

    public StoryTeller(ConnectionStore store, Asks asks, Links links, Clock clock) {
        this.store = store;
        this.asks = asks;
        this.links = links;
        this.fresh = new FreshSides(clock);
    }

    /** Asks a side for one invoice; empty where it has none of the id. Each is one call. */
    public interface Asks {
        /** @throws CallException when it doesn't answer */
        Optional<HarvestElement> harvest(long id);

        /** @throws CallException when it doesn't answer */
        Optional<XeroInvoiceView> xero(String id);
    }

    /**
     * Addresses of pages.
     *
     * @param harvest where people open Harvest; empty while that is not known
     * @param xero by what it is there and Xero's id
     */
    public record Links(Supplier<Optional<String>> harvest, BiFunction<Kind, String, String> xero) {}

    @Override
    public Optional<Story> find(String id) {
        return subject(id).map(this::story);
    }

    @Override
    public List<Attachment> attachments(String id) {
        return subject(id)
                .map(subject -> StoryFiles.of(
                        store,
                        subject,
                        fresh.find(subject.sourceId())
                                .map(FreshSides.Read::xero)
                                .map(FreshSides.InXero::files)
                                .orElse(null)))
                .orElse(List.of());
    }

    private Optional<Subject> subject(String id) {
        OptionalLong named = PublicIds.draft(id);
        if (named.isPresent()) {
            return store.billing().drafts().find(named.getAsLong()).map(draft -> subject(draft.sourceId(), draft));
        }
        OptionalLong bare = PublicIds.bare(id);
        return bare.isEmpty()
                ? Optional.empty()
                : Optional.of(subject(
                                bare.getAsLong(),
                                store.billing()
                                        .drafts()
                                        .byMirror(bare.getAsLong())
                                        .orElse(null)))
                        .filter(found -> found.document() != null);
    }

    private Subject subject(long sourceId, @Nullable StoredDraft draft) {
        SourceDocument document = sourceId < 0
                ? null
                : store.documents().find(Kind.INVOICE, sourceId).orElse(null);
        Link link = store.links()
                .find(Kind.INVOICE, sourceId)
                .or(() -> store.links().find(Kind.CREDIT_NOTE, sourceId))
                .orElse(null);
        return new Subject(sourceId, document, draft, link);
    }

    private Story story(Subject subject) {
        FreshSides.Read read = fresh.find(subject.sourceId()).orElse(null);
        SourceInvoice harvest = read == null ? subject.inHarvest().orElse(null) : read.harvest();
        FreshSides.InXero xero = read == null ? null : read.xero();
        TargetInvoice written = subject.written().map(WrittenInvoice::invoice).orElse(null);
        return new Story(
                head(subject, harvest),
                SideFacts.of(harvestSide(subject, harvest, read), xeroSide(subject, xero, written)),
                SideLines.of(subject.draft() != null, harvest, written, xero == null ? null : xero.invoice()),
                new StoryMoney(store).of(subject),
                Timeline.of(store, subject),
                looks(subject, read));
    }

    private Head head(Subject subject, @Nullable SourceInvoice harvest) {
        SourceDocument document = subject.document();
        StoredDraft draft = subject.draft();
        Link link = subject.link();
        String client = draft != null
                ? draft.clientName()
                : harvest == null ? "" : harvest.client().name();
        String currency = draft != null
                ? draft.currency()
                : harvest != null ? harvest.currency() : link == null ? null : link.currency();
        String id = document == null && draft != null ? PublicIds.draft(draft.id()) : Long.toString(subject.sourceId());
        String address = document == null || document.isGone()
                ? ""
                : links.harvest()
                        .get()
                        .map(base -> base + "/invoices/" + document.sourceId())
                        .orElse("");
        return new Head(
                id,
                subject.number(),
                client,
                currency,
                draft == null ? null : PublicIds.draft(draft.id()),
                failed(subject).orElse(null),
                new Sides(
                        document == null ? Invoices.Side.NONE : new Invoices.Side(state(document), address),
                        link == null
                                ? Invoices.Side.NONE
                                : new Invoices.Side(
                                        Objects.requireNonNullElse(link.status(), ""),
                                        links.xero().apply(link.kind(), link.targetId()))));
    }

    private Optional<String> failed(Subject subject) {
        return Stream.of(Kind.INVOICE, Kind.CREDIT_NOTE)
                .flatMap(kind -> store.invoices().story().steps(kind, subject.sourceId()).stream())
                .filter(step -> step.state().equals(OutboxState.FAILED.code()))
                .map(step -> PublicIds.failedCopy(step.id()))
                .findFirst();
    }

    private static String state(SourceDocument document) {
        return document.isGone() ? "deleted" : Objects.requireNonNullElse(document.sourceState(), "");
    }

    private static SideFacts.HarvestSide harvestSide(
            Subject subject, @Nullable SourceInvoice harvest, FreshSides.@Nullable Read read) {
        SourceDocument document = subject.document();
        String state = document == null ? null : state(document);
        if (read != null && document != null) {
            state = harvest == null ? "deleted" : harvest.state().name().toLowerCase(Locale.ROOT);
        }
        return new SideFacts.HarvestSide(harvest, state);
    }

    private SideFacts.XeroSide xeroSide(
            Subject subject, FreshSides.@Nullable InXero xero, @Nullable TargetInvoice written) {
        Link link = subject.link();
        if (link == null) {
            return new SideFacts.XeroSide(null, null, null, new SideFacts.Sums(null, null, null, false), null, null);
        }
        if (xero != null) {
            return new SideFacts.XeroSide(
                    xero.invoice().number(),
                    xero.contact(),
                    xero.invoice().status(),
                    new SideFacts.Sums(
                            xero.amounts().total(),
                            xero.amounts().paid(),
                            xero.amounts().due(),
                            false),
                    written,
                    xero.invoice());
        }
        boolean credit = link.kind() == Kind.CREDIT_NOTE;
        return new SideFacts.XeroSide(
                link.number(),
                contact(subject).orElse(null),
                link.status(),
                new SideFacts.Sums(link.total(), credit ? null : paid(subject), link.amountDue(), credit),
                written,
                null);
    }

    private @Nullable BigDecimal paid(Subject subject) {
        Map<Long, Money> money = store.invoiceMoney().money(List.of(subject.sourceId()));
        Money known = money.get(subject.sourceId());
        return known == null ? null : known.paid();
    }

    private Optional<String> contact(Subject subject) {
        Long client = subject.draft() != null
                ? Long.valueOf(subject.draft().clientId())
                : subject.document() == null ? null : subject.document().parentId();
        return Optional.ofNullable(client)
                .flatMap(id -> store.links().find(Kind.CONTACT, id))
                .flatMap(link -> store.contacts().byId(link.targetId()))
                .map(content -> StoredJson.read(content, XeroContact.class).name());
    }

    private static Looks looks(Subject subject, FreshSides.@Nullable Read read) {
        SourceDocument document = subject.document();
        Link link = subject.link();
        return new Looks(
                document == null ? null : document.updatedAt(),
                link == null ? null : Objects.requireNonNullElse(link.targetUpdatedAt(), link.linkedAt()),
                read == null ? null : read.at());
    }

    @Override
    public int readBoth(String id, String who) {
        Subject subject = subject(id).orElseThrow(() -> new DecisionException("No invoice is known by " + id + "."));
        Link link = subject.link();
        SourceDocument document = subject.document();
        int calls = 0;
        try {
            HarvestElement harvest = null;
            XeroInvoiceView xero = null;
            if (document != null) {
                calls++;
                harvest = asks.harvest(document.sourceId()).orElse(null);
            }
            if (link != null && link.kind() == Kind.INVOICE) {
                calls++;
                xero = asks.xero(link.targetId()).orElse(null);
            }
            fresh.keep(subject.sourceId(), harvest, xero);
        } catch (CallException e) {
            throw new SideException(e.getMessage() + ". The page shows what was known before.", e);
        }
        store.audit().add(who, Kind.INVOICE, subject.sourceId(), "both-sides-read", Counted.of(calls, "call"));
        return calls;
    }
}
