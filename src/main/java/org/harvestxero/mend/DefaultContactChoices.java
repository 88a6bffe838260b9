package org.harvestxero.mend;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.harvestxero.api.ContactChoices;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.DecisionException;
import org.harvestxero.copy.contact.ContactAdoption;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.ingest.ListingCursors;
import org.harvestxero.mapping.contact.ContactMatcher;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.FailedRow;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.jspecify.annotations.Nullable;

/** Finds contacts that could be a client's among those Xero listed last, and links the one that somebody names. */
final class DefaultContactChoices implements ContactChoices {
    private static final int MOST = 20;
    private static final Set<FailureCode> CAUSES = EnumSet.of(
            FailureCode.CONTACT_AMBIGUOUS,
            FailureCode.CLIENT_NAME_CLASH,
            FailureCode.CLIENT_EMAIL_CLASH,
            FailureCode.CONTACT_ARCHIVED,
            FailureCode.CONTACT_NAME_TAKEN,
            FailureCode.CONTACT_NUMBER_TAKEN,
            FailureCode.CONTACT_NOT_FOUND,
            FailureCode.CONTACT_NOT_MADE,
            FailureCode.CONTACT_MERGED_AWAY);

    private final ConnectionStore store;
    private final ContactPlanner planner;
    private final ContactDesk desk;
    private final Links links;
    private final ContactAdoption adoption;

    DefaultContactChoices(ConnectionStore store, ContactPlanner planner, ContactDesk desk, Links links, Clock clock) {
        this.store = store;
        this.planner = planner;
        this.desk = desk;
        this.links = links;
        this.adoption = new ContactAdoption(store, clock);
    }

    /** Where people see a contact in Xero. */
    @FunctionalInterface
    interface Links {
        @Nullable
        String of(String contactId);
    }

    @Override
    public boolean helps(String cause) {
        return isAboutContact(cause);
    }

    /** @param cause its code, such as {@code contact-archived} */
    static boolean isAboutContact(String cause) {
        String code = cause.toUpperCase(Locale.ROOT).replace('-', '_');
        return code.equals(FailureCode.CONTACT_CONFLICT.name())
                || CAUSES.stream().anyMatch(each -> each.name().equals(code));
    }

    @Override
    public Optional<Choice> choice(long failedCopy, @Nullable String search) {
        return asking(failedCopy)
                .map(asking -> new Choice(
                        asking.client().name(),
                        Marks.client(asking.client().id()),
                        (search == null ? candidates(asking.client()) : found(search))
                                .stream()
                                        .map(contact -> candidate(contact, asking.client()))
                                        .toList(),
                        listed()));
    }

    private record Asking(FailedRow row, SourceClient client) {}

    private Optional<Asking> asking(long failedCopy) {
        return store.lists()
                .failed()
                .problem(failedCopy)
                .filter(row -> CAUSES.contains(FailureCode.valueOf(row.code())))
                .flatMap(row -> client(row).map(client -> new Asking(row, client)));
    }

    private Optional<SourceClient> client(FailedRow row) {
        OptionalLong id = clientId(row);
        return id.isEmpty()
                ? Optional.empty()
                : store.documents().find(Kind.CLIENT, id.getAsLong()).map(planner::listed);
    }

    private OptionalLong clientId(FailedRow row) {
        if (row.kind() == Kind.CLIENT) {
            return OptionalLong.of(row.sourceId());
        }
        OptionalLong depends = store.outbox()
                .find(row.id())
                .map(Row::dependsOn)
                .filter(on -> on.kind() == Kind.CONTACT)
                .map(on -> OptionalLong.of(on.sourceId()))
                .orElse(OptionalLong.empty());
        return depends.isPresent()
                ? depends
                : store.documents()
                        .find(Kind.INVOICE, row.sourceId())
                        .map(invoice -> invoice.parentId())
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty());
    }

    private List<XeroContact> candidates(SourceClient client) {
        String email = client.email();
        return contacts(store.contacts()
                .candidates(
                        Marks.client(client.id()),
                        ContactMatcher.xeroNameKey(client.name()),
                        email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT)));
    }

    private List<XeroContact> found(String search) {
        String key = ContactMatcher.xeroNameKey(search);
        return key.isEmpty() ? List.of() : contacts(store.contacts().named(key, MOST));
    }

    private static List<XeroContact> contacts(List<String> contents) {
        return contents.stream()
                .limit(MOST)
                .map(content -> StoredJson.read(content, XeroContact.class))
                .toList();
    }

    private Candidate candidate(XeroContact contact, SourceClient client) {
        return new Candidate(
                new Known(contact.id(), contact.name(), contact.contactNumber(), contact.email()),
                why(contact, client),
                links.of(contact.id()),
                problem(contact, client).orElse(null));
    }

    private static String why(XeroContact contact, SourceClient client) {
        Map<String, Boolean> reasons = new LinkedHashMap<>();
        String email = client.email();
        reasons.put("its contact number", Marks.client(client.id()).equals(contact.contactNumber()));
        reasons.put(
                "the same name",
                ContactMatcher.xeroNameKey(client.name()).equals(ContactMatcher.xeroNameKey(contact.name())));
        reasons.put(
                "the same e-mail address",
                email != null && contact.email() != null && email.strip().equalsIgnoreCase(contact.email()));
        reasons.values().removeIf(holds -> !holds);
        return String.join(", ", reasons.keySet());
    }

    private Optional<String> problem(XeroContact contact, SourceClient client) {
        if (!contact.active()) {
            return Optional.of("It is archived in Xero: restore it there first.");
        }
        Optional<Long> linked = store.links()
                .byTarget(Kind.CONTACT, contact.id())
                .map(Link::sourceId)
                .filter(other -> other != client.id());
        OptionalLong marked = Marks.clientIn(contact.contactNumber());
        Optional<Long> other = linked.isPresent() || marked.isEmpty() || marked.getAsLong() == client.id()
                ? linked
                : Optional.of(marked.getAsLong());
        return other.map(id -> "It is the contact of another client, " + name(id) + ".");
    }

    private String name(long client) {
        return store.documents()
                .find(Kind.CLIENT, client)
                .map(document -> document.number())
                .orElse("number " + client);
    }

    private @Nullable Instant listed() {
        try {
            return store.watermarks()
                    .find(ListingCursors.CONTACTS)
                    .map(Instant::parse)
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public int adopt(long failedCopy, String contactId, String who) {
        Asking asking = asking(failedCopy)
                .orElseThrow(() -> new DecisionException(
                        "It does not wait for a contact any more. Somebody else may have seen to it."));
        SourceClient client = asking.client();
        XeroContact contact = store.contacts()
                .byId(contactId)
                .map(content -> StoredJson.read(content, XeroContact.class))
                .orElseThrow(() -> new DecisionException("Xero lists no such contact."));
        problem(contact, client).ifPresent(problem -> {
            throw new DecisionException(problem);
        });
        int[] freed = new int[1];
        store.decide(() -> {
            List<Row> open = store.outbox().openOf(Kind.CONTACT, client.id());
            if (open.stream().anyMatch(row -> row.state() != OutboxState.FAILED)) {
                throw new DecisionException("A contact is on its way to Xero for this client just now; look again.");
            }
            freed[0] = (int) store.lists().failed().countBlockedBy(client.id());
            adoption.link(Kind.CONTACT, client.id(), contact, open);
            store.audit()
                    .add(
                            who,
                            Kind.CONTACT,
                            client.id(),
                            "chosen",
                            "the Xero contact " + contact.name() + " is " + client.name());
            if (store.failedRows().retry(asking.row().id())) {
                freed[0]++;
            }
        });
        return freed[0];
    }

    @Override
    public Optional<ContactDesk.Conflict> conflict(long failedCopy) {
        return store.lists()
                .failed()
                .problem(failedCopy)
                .filter(row -> row.code().equals(FailureCode.CONTACT_CONFLICT.name()))
                .flatMap(row -> store.outbox()
                        .find(row.id())
                        .map(OutboxTable.Row::revision)
                        .flatMap(revision -> asked(row, revision.subject())));
    }

    /** Among the client's open questions the one about that field. */
    private Optional<ContactDesk.Conflict> asked(FailedRow row, String told) {
        return store.followed().conflicts().open().stream()
                .filter(conflict -> conflict.clientId() == row.sourceId())
                .filter(conflict -> told.startsWith("conflict-" + conflict.field() + ":"))
                .findFirst()
                .flatMap(open -> desk.conflicts().stream()
                        .filter(conflict -> conflict.id() == open.id())
                        .findFirst());
    }
}
