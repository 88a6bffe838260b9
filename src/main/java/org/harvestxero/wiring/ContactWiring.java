package org.harvestxero.wiring;

import java.util.EnumMap;
import java.util.Map;
import org.harvestxero.config.Settings;
import org.harvestxero.contacts.ContactPolicy;
import org.harvestxero.contacts.ContactsBothWays;
import org.harvestxero.contacts.ContactsRehearsal;
import org.harvestxero.copy.Planners;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.mapping.contact.ContactComparison;
import org.harvestxero.mapping.contact.ContactField;
import org.harvestxero.mapping.contact.FieldPolicy;

/** Makes what lets clients and contacts follow each other: the beans {@code contactFollowing} and {@code clientEdits}. */
final class ContactWiring {
    private ContactWiring() {}

    static ContactParts make(Basics basics, CopyParts copy) {
        ContactPolicy policy = policy(basics.settings());
        ContactsBothWays.Copying copying = new ContactsBothWays.Copying(
                copy.stageInputs(),
                copy.planners().contactPlanner(),
                copy.planners().sourceRecorder(),
                copy.readers().contacts(),
                copy.planners().ownRefusalRecorder(),
                copy.planners().verdictRecorder());
        copy.work().dryRun().plays("follow-clients", () -> rehearsal(basics, policy, copying, copy));
        ContactsBothWays made = ContactsBothWays.make(
                basics.store(), policy, copying, copy.answers().failedWrites(), basics.clock(), basics.nanos());
        return new ContactParts(made.follower(), made.groupClients(), made.groupJoiner(), made.edits(), made.desk());
    }

    private static ContactsRehearsal rehearsal(
            Basics basics, ContactPolicy policy, ContactsBothWays.Copying copying, CopyParts copy) {
        ContactPlanner planner = Planners.contactPlanner(
                basics.settings(),
                basics.store(),
                copy.readers().referenceData(),
                copy.stageInputs(),
                copying.refusals(),
                basics.clock());
        return ContactsBothWays.rehearsal(basics.store(), policy, copying, planner, basics.clock(), basics.nanos());
    }

    private static ContactPolicy policy(Settings settings) {
        boolean follows = settings.flag("contacts.follow");
        Map<ContactField, FieldPolicy> policies = new EnumMap<>(ContactField.class);
        for (ContactField field : ContactField.values()) {
            policies.put(field, follows ? FieldPolicy.of(settings.text("contacts." + field.code())) : FieldPolicy.OFF);
        }
        return new ContactPolicy(
                follows,
                new ContactComparison(policies),
                settings.text("contacts.create").equals("at-once"),
                settings.optional("contacts.from-group").orElse(null),
                !settings.withPrefix("contacts.defaults.group").isEmpty());
    }
}
