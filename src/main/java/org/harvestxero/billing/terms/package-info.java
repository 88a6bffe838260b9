/**
 * What a client and the agency agreed on: values that say how work becomes invoices, and compute nothing but themselves.
 *
 * <p>Terms are plain records made by whoever reads agreements, so that the engine never sees a file format.
 */
@NullMarked
package org.harvestxero.billing.terms;

import org.jspecify.annotations.NullMarked;
