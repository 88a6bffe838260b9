package org.harvestxero.mcp.stdio;

import java.net.URI;
import java.net.http.HttpClient;

/** Where the running process lets assistants in. */
public record Door(URI address, HttpClient client) {}
