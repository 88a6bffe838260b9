/**
 * What people decide about bills and what they are told of them. Every decision names the state it was made on, so that two people
 * can't both decide; every one is in the audit with who and when.
 */
@NullMarked
package org.harvestxero.review;

import org.jspecify.annotations.NullMarked;
