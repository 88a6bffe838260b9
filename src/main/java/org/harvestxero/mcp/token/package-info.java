/** Which assistants may ask, with what token, as whom and how often. Tokens stand in a file of their own as hashes, and hold at once. */
@NullMarked
package org.harvestxero.mcp.token;

import org.jspecify.annotations.NullMarked;
