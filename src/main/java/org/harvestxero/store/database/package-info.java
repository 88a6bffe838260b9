/**
 * The database under the tables: how it is opened, migrated, flushed to the disk and kept in order, and what its failures mean.
 */
@NullMarked
package org.harvestxero.store.database;

import org.jspecify.annotations.NullMarked;
