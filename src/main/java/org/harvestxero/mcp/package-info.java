/**
 * The door for assistants: the Model Context Protocol over HTTP on the server of the process, and the same over standard input and output for
 * programs that start a command. Off unless {@code mcp.enabled} says otherwise. Nothing is changed through it: an assistant reads, and
 * proposes (ruling 36).
 */
@NullMarked
package org.harvestxero.mcp;

import org.jspecify.annotations.NullMarked;
