/** Documents of both sides as values, and the arithmetic each side does with them. */
@NullMarked
package org.harvestxero.mapping.document;

import org.jspecify.annotations.NullMarked;
