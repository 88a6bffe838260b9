package org.harvestxero.contacts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.harvestxero.contacts.ContactMatters.Matter;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the group of Xero's whose contacts become clients, as it was read last: at the start and once an hour, since nobody says that
 * joining a group renews a contact.
 */
final class GroupMembers {
    /** What is told of no client in particular. */
    static final long NO_CLIENT = 0;

    private static final long READ_EACH = Duration.ofHours(1).toNanos();

    private final @Nullable String group;
    private final ContactMatters matters;
    private final LongSupplier nanos;
    private volatile List<String> members = List.of();
    private volatile @Nullable Long readAt;

    /** @param group its name; null without one @param nanos time that passes, whatever the clock shows */
    GroupMembers(@Nullable String group, ContactMatters matters, LongSupplier nanos) {
        this.group = group;
        this.matters = matters;
        this.nanos = nanos;
    }

    String group() {
        return String.valueOf(group);
    }

    /** Xero's ids. */
    List<String> all() {
        return members;
    }

    boolean isDue() {
        Long read = readAt;
        return group != null
                && (read == null
                        || nanos.getAsLong() - read >= READ_EACH
                        || (matters.state(NO_CLIENT, missing()) == OutboxState.FAILED
                                && matters.dueAgain().contains(NO_CLIENT)));
    }

    XeroRequest groups() {
        return XeroRequest.get("/ContactGroups");
    }

    /** Asks for the group's contacts; empty where there is no such group, which is told. */
    Optional<XeroRequest> one(XeroResponse groups) {
        Optional<XeroRequest> request = groups.contactGroup(group()).map(id -> XeroRequest.get("/ContactGroups/" + id));
        if (request.isEmpty()) {
            readAt = nanos.getAsLong();
            members = List.of();
            tellMissing();
        } else {
            matters.over(NO_CLIENT, missing());
        }
        return request;
    }

    private Revision missing() {
        return ContactMatters.revision("group", group());
    }

    private void tellMissing() {
        OutboxState state = matters.state(NO_CLIENT, missing());
        boolean isTold = state == OutboxState.DISCARDED
                || (state == OutboxState.FAILED && !matters.dueAgain().contains(NO_CLIENT));
        if (!isTold) {
            matters.tellOne(
                    NO_CLIENT,
                    group(),
                    new Matter(
                            missing(),
                            Problem.of(FailureCode.CONTACT_GROUP_MISSING, group())
                                    .with("setting", "contacts.from-group")));
        }
    }

    void take(XeroResponse answer) {
        members = answer.contactGroups().stream()
                .flatMap(each -> each.members().stream())
                .toList();
        readAt = nanos.getAsLong();
    }
}
