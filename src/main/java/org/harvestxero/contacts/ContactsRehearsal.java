package org.harvestxero.contacts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.api.CycleReport.Deed;
import org.harvestxero.api.CycleReport.ToHarvest;
import org.harvestxero.copy.RehearsedStage;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/**
 * Tells in a dry run what would change in Harvest of clients and their people; what goes to Xero is planned, and told with the documents,
 * and what a person would be asked stands among what would fail. All clients are compared, whichever changed since the last cycle.
 */
public final class ContactsRehearsal implements RehearsedStage {
    /** A dry run about one invoice plays no contacts; this is none's id. */
    private static final long NO_INVOICE = 0;

    private final ContactFollower follower;
    private final GroupClients groupClients;
    private final ClientCards cards;

    /** Each go has parts of its own, since they remember what they decided. */
    ContactsRehearsal(ContactFollower follower, GroupClients groupClients, ClientCards cards) {
        this.follower = follower;
        this.groupClients = groupClients;
        this.cards = cards;
    }

    @Override
    public List<ToHarvest> play(Reads reads) {
        if (!follower.isOn() || !reads.isAbout(NO_INVOICE) || !isGroupRead(reads)) {
            return List.of();
        }
        Map<Long, Set<ContactField>> changed = new LinkedHashMap<>();
        follower.look()
                .forEach(edit -> changed.computeIfAbsent(edit.clientId(), client -> new TreeSet<>())
                        .addAll(edit.settled()));
        List<ToHarvest> deeds = new ArrayList<>();
        changed.forEach((client, fields) -> deeds.add(ToHarvest.client(
                client,
                name(client),
                Deed.CHANGED,
                fields.stream().map(ContactField::code).collect(Collectors.joining(", ")))));
        groupClients.wanted().forEach(each -> deeds.add(ToHarvest.client(0, each.name(), Deed.MADE, "")));
        return deeds;
    }

    private String name(long client) {
        return cards.harvest(client).map(each -> each.card().name()).orElse("");
    }

    /** Where contacts of a group become clients; false as long as it has to be read. */
    private boolean isGroupRead(Reads reads) {
        if (!groupClients.isDue()) {
            return true;
        }
        Optional<XeroResponse> groups = reads.xero(groupClients.groups());
        if (groups.isEmpty()) {
            return false;
        }
        XeroRequest members = groupClients.contactsOf(groups.get());
        if (members == null) {
            return true;
        }
        Optional<XeroResponse> group = reads.xero(members);
        group.ifPresent(groupClients::take);
        return group.isPresent();
    }
}
