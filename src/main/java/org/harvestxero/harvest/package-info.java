/**
 * How one talks to Harvest. For whoever adds a call or a field: no JSON name of Harvest's is known outside this package.
 *
 * <ul>
 *   <li>A call: {@code HarvestRequest} in, {@code HarvestResponse} out. {@code HarvestCalls} holds the steps that the route
 *       {@code harvest-call} names, {@code HarvestLimits} how often, {@code HarvestAnswerJudge} what an answer means.
 *   <li>A list: {@code HarvestListRequest} and {@code HarvestPages}, along the links that answers carry, since Harvest moves between
 *       page numbers and cursors without notice.
 *   <li>What was read: {@code HarvestReader} and {@code WorkReader} give checked values, the {@code …View} records unchecked ones.
 *   <li>What is written: {@code HarvestInvoiceJson} and {@code HarvestInvoiceMessages}.
 *   <li>Consent: {@code HarvestConnect}.
 * </ul>
 *
 * <p>Begin at {@code HarvestCalls}, with {@code routes/connectors/templates.camel.yaml} beside it.
 */
@NullMarked
package org.harvestxero.harvest;

import org.jspecify.annotations.NullMarked;
