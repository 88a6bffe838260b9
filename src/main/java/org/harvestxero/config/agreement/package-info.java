/**
 * Reads what clients agreed on from {@code agreements/*.yaml}.
 *
 * <p>A file is laid over {@code defaults.yaml}, held against a published JSON Schema, and read into terms of billing; a
 * broken one is refused with file, line and reason while the last good one stays in force, because finance edits these
 * files while bills run.
 */
@NullMarked
package org.harvestxero.config.agreement;

import org.jspecify.annotations.NullMarked;
