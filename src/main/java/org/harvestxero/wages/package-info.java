/**
 * Hours to payroll: reads what was worked and whom Xero pays, makes timesheets, each once, and corrects those that nobody has approved
 * or touched. What it handles is pay data, which goes into no log, notice or event.
 */
@NullMarked
package org.harvestxero.wages;

import org.jspecify.annotations.NullMarked;
