/** The pages about assistants: what they propose, which a person confirms or rejects, and what they asked. */
@NullMarked
package org.harvestxero.console.page.assistants;

import org.jspecify.annotations.NullMarked;
