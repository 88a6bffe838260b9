/**
 * What goes into the timesheets of payroll: which approved hours of whom on which day count as which earnings, to the hundredth of an
 * hour, which employee a person is, and what is not sent and why. Pure: rules and entries in, lines out; who reads and sends is
 * {@code wages}.
 */
@NullMarked
package org.harvestxero.payroll;

import org.jspecify.annotations.NullMarked;
