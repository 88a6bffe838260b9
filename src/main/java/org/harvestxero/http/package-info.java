/**
 * What calls to Harvest and to Xero have in common; {@code harvest} and {@code xero} build on it. Begin with
 * {@link org.harvestxero.http.ApiCalls}, which holds the steps of one call as {@code routes/connectors/templates.camel.yaml} names them.
 * {@code RateLimiter} keeps within the limits of either side, {@code RefreshingTokens} keeps tokens fresh, {@code AuthorizationCodeFlow} leads a
 * person through consent, {@code JsonFields} reads JSON with exact decimals.
 *
 * <p>A call can fail in three ways, told apart by what a caller may do next, not by status code or by whom was called:
 * {@code RequestRefusedException}, {@code RequestNotSentException} and {@code OutcomeUnknownException}.
 */
@NullMarked
package org.harvestxero.http;

import org.jspecify.annotations.NullMarked;
