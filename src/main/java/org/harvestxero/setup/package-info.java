/** What people ask and change while they set a connection up. */
@NullMarked
package org.harvestxero.setup;

import org.jspecify.annotations.NullMarked;
