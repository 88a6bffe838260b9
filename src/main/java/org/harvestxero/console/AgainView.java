package org.harvestxero.console;

/** A page that asks for another place of the console at once. @param to from the root of the server */
public record AgainView(String to) {}
