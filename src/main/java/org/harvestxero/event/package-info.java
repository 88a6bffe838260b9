/**
 * What others can be told of: one record for each kind of event, made of typed values. How an event is kept and told of is no matter of
 * this package, so that whoever learns of a fact can depend on it.
 *
 * <p>Kinds, names and meanings of fields are a promise to receivers (schemas in {@code events/}): within a version fields are only
 * added. Begin at {@link org.harvestxero.event.Event}.
 */
@NullMarked
package org.harvestxero.event;

import org.jspecify.annotations.NullMarked;
