/**
 * What people decide about bills before they leave. Every decision names the state it was made on, so that two people can't both
 * decide; every one is in the audit with who and when.
 */
@NullMarked
package org.harvestxero.review;

import org.jspecify.annotations.NullMarked;
