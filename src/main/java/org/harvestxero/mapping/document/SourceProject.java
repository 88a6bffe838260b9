package org.harvestxero.mapping.document;

import org.jspecify.annotations.Nullable;

/** The Harvest project a line belongs to. */
public record SourceProject(long id, String name, @Nullable String code) {}
