package org.harvestxero.sandbox.harvest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail that Harvest would have sent.
 *
 * @param kind invoice, thank-you or invitation
 * @param invoiceId what it is about; null for an invitation
 */
public record RecordedMail(
        Instant at,
        String kind,
        @Nullable Long invoiceId,
        List<String> recipients,
        @Nullable String subject,
        @Nullable String body) {}
