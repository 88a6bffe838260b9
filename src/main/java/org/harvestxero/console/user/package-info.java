/**
 * Who may use the console, and what for: names, roles and hashed passwords in one file that is read again when it changes.
 *
 * <p>A file and not a table, so that people can be let in before there is a database, and a copy of the database lets nobody in.
 */
@NullMarked
package org.harvestxero.console.user;

import org.jspecify.annotations.NullMarked;
