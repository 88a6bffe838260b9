package org.harvestxero.store.billing;

import java.time.LocalDate;
import org.harvestxero.billing.Money;
import org.harvestxero.store.billing.CorrectionTable.Later;

/**
 * A correction to be stored.
 *
 * @param runId the run it corrects
 * @param draftKey which of its invoices
 * @param rule whose lines differ; empty for several or none
 * @param amount before tax; below zero when less is due; zero when only hours moved
 * @param words what differs
 * @param because label of the period that was billed anew
 */
public record NewCorrection(
        long clientId,
        long runId,
        String period,
        LocalDate periodStart,
        String draftKey,
        String rule,
        Money amount,
        String words,
        String because,
        Later later) {}
