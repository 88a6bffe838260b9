/**
 * Tells people by mail what waits for them: one digest of everything new, never one mail per document. What is told is recorded
 * before it is sent, so that neither a crash nor an unclear answer of the mail server leads to the same mail twice.
 *
 * <p>Begin at {@link org.harvestxero.notification.DigestMailer}, whose steps {@code routes/notify.camel.yaml} names;
 * {@code DigestCandidates} holds what waits for a person, {@code DigestText} words what is new of it.
 */
@NullMarked
package org.harvestxero.notification;

import org.jspecify.annotations.NullMarked;
