/**
 * What calls to Harvest and to Xero have in common. {@code ApiCalls} holds the steps of one call, {@code RateLimiter} keeps within
 * the limits of either side, {@code AuthorizationCodeFlow} leads a person through consent, {@code JsonFields} reads JSON with exact
 * decimals.
 *
 * <p>A call can fail in three ways, told apart by what a caller may do next, not by status code or by whom was called:
 * {@code RequestRefusedException}, {@code RequestNotSentException} and {@code OutcomeUnknownException}.
 */
@NullMarked
package org.harvestxero.http;

import org.jspecify.annotations.NullMarked;
