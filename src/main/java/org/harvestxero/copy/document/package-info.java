/** Documents as they are stored and as Xero shows them, in forms that compare byte for byte. */
@NullMarked
package org.harvestxero.copy.document;

import org.jspecify.annotations.NullMarked;
