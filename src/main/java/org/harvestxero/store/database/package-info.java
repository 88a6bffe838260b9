/**
 * The database under the tables. For whoever writes a table: writes go through {@code FencedJdbc}, values through {@code Sql}, long
 * lists through {@code PageByPage}; {@code Durability} makes sure that a commit is on disk before anyone outside acts on it.
 *
 * <p>{@code DatabaseTrouble} tells failures of the database from failures of one document. {@code Postgres}, {@code OpenedDataSource}
 * and {@code DatabaseMaintenance} open it and keep it in order, {@code Fence} keeps a process that was overtaken from writing.
 */
@NullMarked
package org.harvestxero.store.database;

import org.jspecify.annotations.NullMarked;
