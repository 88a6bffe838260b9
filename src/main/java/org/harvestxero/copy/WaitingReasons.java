package org.harvestxero.copy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.copy.outbox.UnexplainedPayments;
import org.harvestxero.copy.reference.TrackingOptionCreator;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.WaitingDocumentPages.Waiting;

/** Why a document that is to go to Xero has not gone yet, in words. */
final class WaitingReasons {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final TrackingOptionCreator options;
    private final UnexplainedPayments money;
    private final Clock clock;

    WaitingReasons(TrackingOptionCreator options, UnexplainedPayments money, Clock clock) {
        this.options = options;
        this.money = money;
        this.clock = clock;
    }

    String of(Waiting row) {
        if (row.state() == OutboxState.SENDING) {
            return "it was sent and Xero's answer is missing; it is repeated or searched for by itself";
        }
        return row.dependsOn()
                .flatMap(on -> ofDependency(row, on))
                .or(() -> options.waitsFor(row.id()))
                .orElseGet(() -> ofTime(row));
    }

    private Optional<String> ofDependency(Waiting row, OutboxTable.Dependency on) {
        String what = on.kind().code();
        if (!row.linked()) {
            return Optional.of(
                    row.blocked() ? "its " + what + " could not be copied yet" : "its " + what + " is not in Xero yet");
        }
        if (!row.linkedAgrees()) {
            return Optional.of("its " + what + "'s total in Xero differs");
        }
        if (on.status() != null && !on.status().equals(row.linkedStatus())) {
            return Optional.of("its " + what + " is " + row.linkedStatus() + " in Xero, not " + on.status());
        }
        return row.kind() == Kind.PAYMENT && money.isHeld(on.sourceId())
                ? Optional.of("what is paid of its invoice in Xero could not be read yet")
                : Optional.empty();
    }

    private String ofTime(Waiting row) {
        if (row.nextAttemptAt().equals(OutboxTable.NEVER) && row.message() != null) {
            return row.message();
        }
        return row.nextAttemptAt().isAfter(clock.instant())
                ? "tried again at " + MINUTE.format(row.nextAttemptAt())
                : "it goes with the next cycle";
    }
}
