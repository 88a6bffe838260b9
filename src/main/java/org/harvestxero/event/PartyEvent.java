package org.harvestxero.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is new among clients and projects, and how much of a budget is used. */
public sealed interface PartyEvent extends Event {

    /** @param currency of the client's invoices; null while Harvest doesn't say */
    record ClientCreated(ClientRef client, @Nullable String currency) implements PartyEvent {
        @Override
        public EventKind kind() {
            return EventKind.CLIENT_CREATED;
        }

        @Override
        public Subject subject() {
            return Subject.of(Subject.Type.CLIENT, client.id());
        }
    }

    /** @param client null while Harvest doesn't say */
    record ProjectCreated(ProjectRef project, @Nullable ClientRef client) implements PartyEvent {
        @Override
        public EventKind kind() {
            return EventKind.PROJECT_CREATED;
        }

        @Override
        public Subject subject() {
            return Subject.of(Subject.Type.PROJECT, project.id());
        }
    }

    /**
     * A project used up so much of its budget.
     *
     * @param percent the threshold that was passed
     * @param unit {@code hours}, or the currency of the amounts
     */
    record BudgetThreshold(
            ProjectRef project,
            @Nullable ClientRef client,
            int percent,
            BigDecimal used,
            BigDecimal budget,
            String unit)
            implements PartyEvent {
        @Override
        public EventKind kind() {
            return EventKind.BUDGET_THRESHOLD;
        }

        @Override
        public Subject subject() {
            return Subject.of(Subject.Type.PROJECT, project.id());
        }
    }
}
