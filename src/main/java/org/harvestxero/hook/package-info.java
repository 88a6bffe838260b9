/**
 * Tells others of events, by routes that operators own: {@code routes/hooks/}. Each hook is told at least once, of what happened to one
 * subject in its order, on a thread of its own; what it doesn't take is tried again, and in the end parked where people see it.
 *
 * <p>Begin at {@link org.harvestxero.hook.HookDelivery}, whose steps {@code routes/hooks/deliver-events.camel.yaml} names.
 */
@NullMarked
package org.harvestxero.hook;

import org.jspecify.annotations.NullMarked;
