/**
 * Tells people by mail what needs them: one digest about everything new, never one mail per document. What is told is recorded
 * before it is sent, so that a crash or an unclear answer of the mail server never leads to the same mail twice.
 */
@NullMarked
package org.harvestxero.notification;

import org.jspecify.annotations.NullMarked;
