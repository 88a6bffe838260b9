package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A run to be stored.
 *
 * @param period its label, such as {@code 2026-10}
 * @param start first day covered
 * @param end last day covered
 * @param correction 0 for the first bill of the period, else counted up; see {@link #nextCorrection}
 * @param billed sum of its drafts before tax
 * @param tieOut the proof, see {@link DraftJson}
 * @param notices for people, see {@link DraftJson}
 * @param actor a person, or {@code process}
 */
public record NewRun(
        long clientId,
        String clientName,
        String period,
        LocalDate start,
        LocalDate end,
        BillingMode mode,
        int correction,
        String agreementHash,
        String currency,
        BigDecimal billed,
        String tieOut,
        String notices,
        String actor) {}
