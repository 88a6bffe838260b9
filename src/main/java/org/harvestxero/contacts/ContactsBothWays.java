package org.harvestxero.contacts;

import java.time.Clock;
import java.util.function.LongSupplier;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.contact.XeroContactCache;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.ingest.SourceRecorder;
import org.harvestxero.copy.outbox.VerdictRecorder;
import org.harvestxero.copy.reference.StageInputs;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;

/** Everything by which clients and contacts follow each other, and how it hangs on copying. */
public record ContactsBothWays(
        ContactFollower follower,
        GroupClients groupClients,
        GroupJoiner groupJoiner,
        ClientEditOutcomes edits,
        ContactDesk desk) {
    /** The parts of copying it works with. */
    public record Copying(
            StageInputs inputs,
            ContactPlanner planner,
            SourceRecorder recorder,
            XeroContactCache cache,
            OwnRefusalRecorder refusals,
            VerdictRecorder verdicts) {}

    /** What tells in a dry run what they would do, with parts of its own. @param planner one of its own */
    public static ContactsRehearsal rehearsal(
            ConnectionStore store,
            ContactPolicy policy,
            Copying copying,
            ContactPlanner planner,
            Clock clock,
            LongSupplier nanos) {
        ContactNews news = new ContactNews();
        store.documents().ids(Kind.CLIENT).forEachRemaining(news::clients);
        FollowedContacts followed = new FollowedContacts(store, copying.cache());
        ContactMatters matters = new ContactMatters(store, copying.refusals());
        ClientCards cards = new ClientCards(store);
        GroupClients groupClients = new GroupClients(
                store,
                policy,
                new GroupClients.Parts(copying.inputs(), planner, copying.recorder(), followed, matters, news),
                clock,
                nanos);
        ContactDecider decider = new ContactDecider(cards, followed, matters, store, policy.comparison());
        return new ContactsRehearsal(
                new ContactFollower(
                        store, policy, copying.inputs(), planner, news, decider, matters, groupClients, clock),
                groupClients,
                cards);
    }

    public static ContactsBothWays make(
            ConnectionStore store,
            ContactPolicy policy,
            Copying copying,
            FailedWrites failedWrites,
            Clock clock,
            LongSupplier nanos) {
        ContactNews news = new ContactNews();
        FollowedContacts followed = new FollowedContacts(store, copying.cache());
        ContactMatters matters = new ContactMatters(store, copying.refusals());
        ContactDecider decider =
                new ContactDecider(new ClientCards(store), followed, matters, store, policy.comparison());
        GroupClients groupClients = new GroupClients(
                store,
                policy,
                new GroupClients.Parts(
                        copying.inputs(), copying.planner(), copying.recorder(), followed, matters, news),
                clock,
                nanos);
        ContactFollower follower = new ContactFollower(
                store, policy, copying.inputs(), copying.planner(), news, decider, matters, groupClients, clock);
        ClientEditOutcomes edits = new ClientEditOutcomes(store, followed, matters, copying.recorder(), clock);
        if (policy.isOn()) {
            copying.recorder().onClientsShown(news::clients);
            copying.cache().onShown(news::contacts);
            copying.verdicts().onContact(followed::taken);
        }
        edits.seeToFailed(failedWrites);
        groupClients.seeToFailed(failedWrites);
        GroupJoiner groupJoiner = new GroupJoiner(store, matters, policy.joinsGroups());
        groupJoiner.seeToFailed(failedWrites);
        return new ContactsBothWays(follower, groupClients, groupJoiner, edits, new DefaultContactDesk(store));
    }
}
