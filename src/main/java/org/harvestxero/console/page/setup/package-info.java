/** Pages of whoever looks after the program: both connections, what is copied how, whether all of it fits, and who may sign in. */
@NullMarked
package org.harvestxero.console.page.setup;

import org.jspecify.annotations.NullMarked;
