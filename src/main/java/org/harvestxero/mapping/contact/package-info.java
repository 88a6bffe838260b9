/** Which Xero contact a Harvest client is, and what a new one looks like. */
@NullMarked
package org.harvestxero.mapping.contact;

import org.jspecify.annotations.NullMarked;
