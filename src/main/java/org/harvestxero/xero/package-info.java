/**
 * How one talks to Xero. For whoever adds a call or a field: no JSON name of Xero's is known outside this package.
 *
 * <ul>
 *   <li>A call: {@code XeroRequest} in, {@code XeroResponse} out. {@code XeroCalls} holds the steps that the route {@code xero-call}
 *       names, {@code XeroLimits} how often, {@code XeroAnswerJudge} what an answer means, {@code Verdicts} what Xero decided about
 *       each element of a batch.
 *   <li>A list: {@code XeroListRequest} and {@code XeroPages}.
 *   <li>What was read: {@code XeroReader} and {@code XeroSettingsJson} give checked values, the {@code …View} records unchecked ones.
 *   <li>What is written: {@code XeroJson} and its neighbours {@code XeroEditJson}, {@code XeroContactJson}, {@code XeroPaymentJson}.
 *   <li>Consent and organisation: {@code XeroConnect}, {@code XeroConnections}, {@code OrganisationCheck}.
 * </ul>
 *
 * <p>The bytes are sent by the routes in {@code routes/connectors}, so that every call can be seen, slowed and paused there; these
 * are the parts those routes name. Begin at {@code XeroCalls}, with {@code templates.camel.yaml} beside it.
 */
@NullMarked
package org.harvestxero.xero;

import org.jspecify.annotations.NullMarked;
