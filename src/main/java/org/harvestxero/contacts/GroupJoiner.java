package org.harvestxero.contacts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.harvestxero.contacts.ContactMatters.Matter;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.GroupWishTable.GroupWish;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.xero.XeroContactJson;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/**
 * Puts contacts that were made into their group in Xero ({@code contacts.defaults.group}), once each: whoever takes one out again finds it out.
 * A contact that is in the group already stays there, so that a request without an answer goes again as it is.
 */
public final class GroupJoiner {
    private static final String WANTED = "wanted";
    private static final String FAILED = "failed";
    private static final int REFUSED = 400;

    private final ConnectionStore store;
    private final ContactMatters matters;
    private final boolean on;
    /** One of several was refused: in the next cycle each is asked for alone. */
    private volatile boolean oneByOne;

    /** @param on whether contacts are put into a group at all */
    GroupJoiner(ConnectionStore store, ContactMatters matters, boolean on) {
        this.store = store;
        this.matters = matters;
        this.on = on;
    }

    /** Contacts that join one group. @param id Xero's, of the group */
    public record Joining(String id, List<GroupWish> wishes) {
        public Joining {
            wishes = List.copyOf(wishes);
        }

        /** Without names, for logs. */
        @Override
        public String toString() {
            return wishes.size() + " contacts for group " + id;
        }
    }

    /** Whether contacts wait to be put into a group. */
    public boolean isAny() {
        if (on && matters.dueAgain().contains(GroupMembers.NO_CLIENT)) {
            store.followed()
                    .groupWishes()
                    .inState(FAILED)
                    .forEach(wish -> store.followed().groupWishes().move(wish, FAILED, WANTED));
        }
        return on && !store.followed().groupWishes().inState(WANTED).isEmpty();
    }

    public XeroRequest groups() {
        return XeroRequest.get("/ContactGroups");
    }

    /** What is to be asked, group by group; a group that isn't there is told. */
    public List<Joining> of(XeroResponse groups) {
        Map<String, List<GroupWish>> wishes = new LinkedHashMap<>();
        store.followed()
                .groupWishes()
                .inState(WANTED)
                .forEach(wish -> wishes.computeIfAbsent(wish.group(), none -> new ArrayList<>())
                        .add(wish));
        List<Joining> joinings = new ArrayList<>();
        wishes.forEach((name, waiting) -> groups.contactGroup(name)
                .ifPresentOrElse(
                        id -> {
                            matters.over(GroupMembers.NO_CLIENT, told(name));
                            joinings.addAll(joinings(id, waiting));
                        },
                        () -> refuse(name, waiting)));
        return joinings;
    }

    private List<Joining> joinings(String id, List<GroupWish> waiting) {
        return oneByOne
                ? waiting.stream().map(wish -> new Joining(id, List.of(wish))).toList()
                : List.of(new Joining(id, waiting));
    }

    private void refuse(String name, List<GroupWish> waiting) {
        store.inTransaction(() -> {
            waiting.forEach(wish -> store.followed().groupWishes().move(wish, WANTED, FAILED));
            OutboxState state = matters.state(GroupMembers.NO_CLIENT, told(name));
            if (state != OutboxState.DISCARDED) {
                matters.tellOne(
                        GroupMembers.NO_CLIENT,
                        name,
                        new Matter(
                                told(name),
                                Problem.of(FailureCode.CONTACT_GROUP_MISSING, name)
                                        .with("setting", "contacts.defaults.group")));
            }
        });
    }

    private static Revision told(String name) {
        return ContactMatters.revision("joined-group", name);
    }

    private static Revision told(GroupWish wish) {
        return ContactMatters.revision("joined-group", wish.group() + "\n" + wish.clientId());
    }

    public XeroRequest request(Joining joining) {
        return XeroRequest.put(
                "/ContactGroups/" + joining.id() + "/Contacts",
                XeroContactJson.members(
                        joining.wishes().stream().map(GroupWish::targetId).toList()),
                UUID.randomUUID().toString());
    }

    /** Xero did it, or says of the contacts why not. */
    public void done(XeroResponse answer, Joining joining) {
        if (answer.status() >= REFUSED) {
            refused(joining, answer.refusal().orElse("status " + answer.status()));
            return;
        }
        store.inTransaction(() -> joining.wishes().forEach(wish -> {
            store.followed().groupWishes().move(wish, WANTED, "done");
            matters.over(GroupMembers.NO_CLIENT, told(wish));
        }));
    }

    /** Lets what failed come here. */
    void seeToFailed(FailedWrites failedWrites) {
        failedWrites.on(Joining.class, FailedWrites.Handling.ofRefusals(this::refused));
    }

    private void refused(Joining joining, RequestRefusedException why) {
        refused(joining, why.words());
    }

    private void refused(Joining joining, String words) {
        if (joining.wishes().size() > 1) {
            oneByOne = true;
            return;
        }
        GroupWish wish = joining.wishes().get(0);
        store.inTransaction(() -> {
            store.followed().groupWishes().move(wish, WANTED, FAILED);
            matters.tellOne(
                    GroupMembers.NO_CLIENT, // what is told of a client is told anew with each look at it
                    wish.group(),
                    new Matter(
                            told(wish),
                            Problem.of(FailureCode.CONTACT_NOT_GROUPED, wish.group())
                                    .with("mark", Marks.client(wish.clientId()))
                                    .with("words", words)));
        });
    }
}
