/**
 * What assistants propose: each kind says exactly what it would do, as things stand, and does just that once a person has confirmed it. What
 * has changed meanwhile is refused, and never done otherwise than shown.
 */
@NullMarked
package org.harvestxero.mcp.proposal;

import org.jspecify.annotations.NullMarked;
