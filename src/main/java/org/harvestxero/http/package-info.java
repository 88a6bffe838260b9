/**
 * What calls to Harvest and to Xero have in common: the limiter that keeps within their limits, exact JSON, and the ways a
 * call can fail. The three failures are told apart by what a caller may do next, not by status code or by whom was called.
 */
@NullMarked
package org.harvestxero.http;

import org.jspecify.annotations.NullMarked;
