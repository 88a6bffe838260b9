/**
 * Who is signed in: sessions with their time limits, what slows down guessing, and links that let in once.
 *
 * <p>Kept in memory: a new start of the process asks everybody to sign in again, and no copy of the database holds a key to the console.
 */
@NullMarked
package org.harvestxero.console.session;

import org.jspecify.annotations.NullMarked;
