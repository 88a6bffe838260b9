/**
 * What work that is not billed yet is worth at the end of a day, by what was agreed with each client. Values and the question alone; who
 * reads and reckons is {@code billrun}.
 */
@NullMarked
package org.harvestxero.worth;

import org.jspecify.annotations.NullMarked;
