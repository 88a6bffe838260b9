/**
 * How one talks to Xero: requests, answers and verdicts, tokens and consent, and Xero's JSON read into views and into the values of
 * {@code mapping}; no name of a JSON field is known outside. The bytes are sent by the routes in {@code routes/connectors}, so that
 * every call can be seen, slowed and paused there; these are the parts those routes name.
 */
@NullMarked
package org.harvestxero.xero;

import org.jspecify.annotations.NullMarked;
