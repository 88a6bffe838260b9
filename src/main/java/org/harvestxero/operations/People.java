package org.harvestxero.operations;

/** What people do with bills: decide, ask why, and try before they trust. */
public record People(Reviews reviews, Explanations explanations, Replays replays) {}
