/** Timesheets for payroll and what became of them, and which employee somebody is. */
@NullMarked
package org.harvestxero.store.payroll;

import org.jspecify.annotations.NullMarked;
