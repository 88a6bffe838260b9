package org.harvestxero.cli;

/** A command that works with a home of its own and so needs no one's lock. */
interface OwnHome {}
