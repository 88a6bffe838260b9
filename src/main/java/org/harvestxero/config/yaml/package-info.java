/** Reads YAML that people write: each value with its line, and what is wrong in words that need no knowledge of parsers. */
@NullMarked
package org.harvestxero.config.yaml;

import org.jspecify.annotations.NullMarked;
