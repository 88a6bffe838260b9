package org.harvestxero.wiring;

import org.harvestxero.http.AuthorizationVault;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.Leave;
import org.harvestxero.store.connection.TokenTable;

/**
 * What guards every call to Harvest or Xero. No beans: the connectors are made with it.
 *
 * @param vault keeps what a call is authorized with out of the messages
 * @param belongingCheck whom the links belong to
 * @param leave asked before each request leaves
 */
public record CallGuards(AuthorizationVault vault, TokenTable tokens, BelongingCheck belongingCheck, Leave leave) {}
