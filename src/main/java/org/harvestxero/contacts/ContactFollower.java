package org.harvestxero.contacts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.copy.reference.StageInputs.Input;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.ContactConflictTable.Conflict;
import org.harvestxero.store.copy.FollowedContactTable.LinkedClient;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.DatabaseTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets clients in Harvest and their contacts in Xero follow each other. A cycle in which nothing changed costs one list of each side:
 * Harvest's clients and their people are listed in turn, and both only where something is to be done.
 */
public final class ContactFollower {
    private static final Logger LOG = LoggerFactory.getLogger(ContactFollower.class);
    /** Set once all of Xero's contacts were listed since everything of them is kept. */
    private static final String LISTED_WHOLE = "contacts-both-ways";

    private static final String XERO_LIST = "xero-contacts";

    private final ConnectionStore store;
    private final ContactPolicy policy;
    private final StageInputs inputs;
    private final ContactPlanner planner;
    private final ContactNews news;
    private final ContactDecider decider;
    private final ContactMatters matters;
    private final MergedContacts merged;
    private final NewClientContacts atOnce;
    private final GroupClients groupClients;

    ContactFollower(
            ConnectionStore store,
            ContactPolicy policy,
            StageInputs inputs,
            ContactPlanner planner,
            ContactNews news,
            ContactDecider decider,
            ContactMatters matters,
            GroupClients groupClients,
            Clock clock) {
        this.groupClients = groupClients;
        this.store = store;
        this.policy = policy;
        this.inputs = inputs;
        this.planner = planner;
        this.news = news;
        this.decider = decider;
        this.matters = matters;
        this.merged = new MergedContacts(store, planner, new ClientCards(store), matters);
        this.atOnce = new NewClientContacts(store, planner, matters, clock);
    }

    /** Whether clients and contacts follow each other, or are made at once. */
    public boolean isOn() {
        return policy.isOn();
    }

    /** Once, all of Xero's contacts are listed anew: what an earlier release kept of them is not enough. */
    public boolean needsContacts() {
        if (store.watermarks().find(LISTED_WHOLE).isEmpty()) {
            store.watermarks().forget(XERO_LIST);
            return true;
        }
        return !inputs.isReadNow(Input.CONTACTS);
    }

    /** Whether Harvest's clients are to be listed: it is their turn, or what changed calls for both lists. */
    public boolean needsClients() {
        return !inputs.isBegunNow(Input.CLIENTS) && (isTurnOfClients() || isNews());
    }

    public boolean needsPeople() {
        return policy.isAboutPeople()
                && !inputs.isBegunNow(Input.PEOPLE)
                && (!inputs.isReadNow(Input.CLIENTS) || isNews());
    }

    private boolean isTurnOfClients() {
        if (!policy.isAboutPeople()) {
            return true;
        }
        if (inputs.isReadNow(Input.PEOPLE)) {
            return false;
        }
        Optional<String> clients = store.watermarks().find(StageInputs.CLIENTS);
        Optional<String> people = store.watermarks().find(StageInputs.PEOPLE);
        return clients.isEmpty() || people.isEmpty() || clients.get().compareTo(people.get()) <= 0;
    }

    /** Whether anything is to be done that is not under way yet. */
    private boolean isNews() {
        if (!inputs.isReadNow(Input.CONTACTS)) {
            return false;
        }
        Set<Long> dueAgain = matters.dueAgain();
        return (policy.atOnce() && atOnce.isAny(news.clients()))
                || groupClients.isAny()
                || (policy.follows()
                        && candidates().stream()
                                .flatMap(client -> decider.task(client).stream())
                                .anyMatch(task -> decider.isNews(task, dueAgain)));
    }

    private List<LinkedClient> candidates() {
        Set<Long> clients = new TreeSet<>();
        if (news.isAll()) {
            clients.addAll(store.followed().contacts().allLinked());
        }
        clients.addAll(news.clients());
        store.links().byTarget(Kind.CONTACT, news.contacts()).values().forEach(link -> clients.add(link.sourceId()));
        store.followed().conflicts().answered().stream().map(Conflict::clientId).forEach(clients::add);
        return store.followed().contacts().linked(clients);
    }

    /**
     * Decides by what was listed in this cycle, and plans what goes to Xero; gives what goes to Harvest. Nothing is decided unless both
     * sides were listed to their end.
     */
    public List<ClientEdit> look() {
        boolean harvest = inputs.isReadNow(Input.CLIENTS) || inputs.isReadNow(Input.PEOPLE);
        if (!harvest || !inputs.isReadNow(Input.CONTACTS)) {
            return List.of();
        }
        store.watermarks().move(LISTED_WHOLE, "listed");
        planner.forget();
        if (policy.atOnce()) {
            atOnce.plan(news.clients(), matters.dueAgain());
        }
        List<ClientEdit> edits = new ArrayList<>();
        Set<Long> unsettled = new HashSet<>();
        if (policy.follows()) {
            Set<Long> dueAgain = matters.dueAgain();
            Set<String> names = new HashSet<>();
            for (LinkedClient client : candidates()) {
                one(client, dueAgain, names, edits, unsettled);
            }
        }
        if (!policy.follows()) {
            edits.addAll(groupClients.people());
        }
        unsettled.addAll(policy.atOnce() ? atOnce.pending(news.clients()) : List.of());
        news.looked(unsettled);
        return edits;
    }

    /** One that can't be looked at is left for the next cycle; the others go on. */
    private void one(
            LinkedClient client,
            Set<Long> dueAgain,
            Set<String> names,
            Collection<ClientEdit> edits,
            Set<Long> unsettled) {
        try {
            Optional<LinkedClient> now = merged.follow(client);
            Optional<ContactTask> task = now.flatMap(decider::task);
            boolean mayDecide =
                    task.filter(each -> !each.isQuiet() && !isReadEnough()).isEmpty();
            if (task.isPresent() && mayDecide) {
                store.inTransaction(() -> edits.addAll(decider.carryOut(task.get(), dueAgain, names)));
            }
            if (now.isEmpty() || task.isEmpty() || !task.get().isQuiet()) {
                unsettled.add(client.clientId());
            }
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("Client {} can't be compared with its contact: {}", client.clientId(), FailureText.words(e));
            unsettled.add(client.clientId());
        }
    }

    /** What changed is decided on lists of this cycle alone. */
    private boolean isReadEnough() {
        return inputs.isReadNow(Input.CLIENTS) && (inputs.isReadNow(Input.PEOPLE) || !policy.isAboutPeople());
    }
}
