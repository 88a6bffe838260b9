/** What the demo wants of the two sides it runs against. The sandbox gives it, from a jar of its own that nothing else needs. */
@NullMarked
package org.harvestxero.demo;

import org.jspecify.annotations.NullMarked;
