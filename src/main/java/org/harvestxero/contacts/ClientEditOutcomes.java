package org.harvestxero.contacts;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.harvestxero.contacts.ClientEdit.Part;
import org.harvestxero.contacts.ContactMatters.Matter;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.ingest.SourceRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPeople;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.contact.ContactCard;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;

/**
 * Writes to Harvest what changed in Xero. A change may be sent again without harm; a person is looked for first, since Harvest knows no
 * idempotency keys. What Harvest answers is kept at once, so that its next list is no news.
 */
public final class ClientEditOutcomes {
    private static final int NOT_FOUND = 404;

    private final ConnectionStore store;
    private final FollowedContacts followed;
    private final ContactMatters matters;
    private final SourceRecorder recorder;
    private final ClientCards cards;
    private final Clock clock;
    /** Parts of which a request failed in this cycle: they are not known as done. */
    private final Set<String> broken = new HashSet<>();

    ClientEditOutcomes(
            ConnectionStore store,
            FollowedContacts followed,
            ContactMatters matters,
            SourceRecorder recorder,
            Clock clock) {
        this.store = store;
        this.followed = followed;
        this.matters = matters;
        this.recorder = recorder;
        this.cards = new ClientCards(store);
        this.clock = clock;
    }

    /** These are about to be written: what failed before counts no more. */
    public List<ClientEdit> begin(List<ClientEdit> edits) {
        broken.clear();
        return edits;
    }

    /** Whether it adds a person, who may be there already. */
    public boolean addsSomebody(ClientEdit edit) {
        return edit.added() != null;
    }

    public HarvestRequest lookup(ClientEdit edit) {
        return HarvestRequest.get("/contacts").with("client_id", Long.toString(edit.clientId()));
    }

    /**
     * The same edit, or one that changes the person who is there already after a lost answer, or was typed in there. Of several with one
     * address it is who has the name, too, else one that no list showed before: the others were found to be somebody else.
     */
    public ClientEdit found(HarvestResponse answer, ClientEdit edit) {
        Person added = Objects.requireNonNull(edit.added());
        List<HarvestElement> alike = answer.list("contacts").stream()
                .filter(person -> HarvestPeople.isOf(person, edit.clientId(), added))
                .toList();
        return alike.stream()
                .filter(person -> HarvestPeople.isNamed(person, added))
                .findFirst()
                .or(() -> alike.stream().filter(this::isNew).findFirst())
                .map(person -> edit.with(HarvestRequest.patch(
                        "/contacts/" + person.id(),
                        String.valueOf(edit.request().body()))))
                .orElse(edit);
    }

    private boolean isNew(HarvestElement person) {
        return store.documents().find(Kind.CLIENT_CONTACT, person.id()).isEmpty();
    }

    public HarvestRequest request(ClientEdit edit) {
        return edit.request();
    }

    /** Harvest took it. */
    public void done(HarvestResponse answer, ClientEdit edit) {
        HarvestElement element = answer.element();
        store.inTransaction(() -> {
            if (edit.part() == Part.CLIENT) {
                recorder.client(element, clock.instant());
            } else {
                recorder.person(element, clock.instant());
            }
            if (!broken.contains(key(edit)) && !edit.settled().isEmpty()) {
                settle(edit);
            }
        });
    }

    private void settle(ClientEdit edit) {
        ContactCard after = edit.origin().harvest();
        cards.harvest(edit.clientId())
                .ifPresent(client -> followed.settle(
                        edit.clientId(),
                        edit.settled(),
                        after == null ? client.card() : after,
                        edit.origin().xero()));
        store.audit()
                .add(
                        "process",
                        Kind.CLIENT,
                        edit.clientId(),
                        "followed",
                        edit.part().words() + " changed in Xero, and so in Harvest");
    }

    private static String key(ClientEdit edit) {
        return edit.clientId() + " " + edit.part();
    }

    /** Lets what failed come here. */
    void seeToFailed(FailedWrites failedWrites) {
        failedWrites.on(ClientEdit.class, new FailedWrites.Handling<>(this::refused, this::unsure, this::unsure));
    }

    private void refused(ClientEdit edit, RequestRefusedException refused) {
        broken.add(key(edit));
        String name = cards.harvest(edit.clientId())
                .map(client -> client.card().name())
                .orElse(edit.origin().xero().name());
        boolean gone = refused.status() == NOT_FOUND && edit.part() == Part.CLIENT;
        Problem problem = gone
                ? Problem.of(FailureCode.CLIENT_GONE, name)
                : Problem.of(FailureCode.CLIENT_REFUSED_BY_HARVEST, name)
                        .with("what", edit.part().words())
                        .with("words", refused.words());
        matters.tellOne(edit.clientId(), name, new Matter(edit.origin().told(), problem));
    }

    /** It may go again as it is in the next cycle; whatever stops this one is told there. */
    private void unsure(ClientEdit edit, Exception why) throws Exception {
        broken.add(key(edit));
        throw why;
    }
}
