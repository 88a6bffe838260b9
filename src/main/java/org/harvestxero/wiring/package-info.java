/**
 * Puts the program together, for whoever wants to know what a route's {@code bean:} leads to or what a class is given. Begin with
 * {@link org.harvestxero.wiring.EngineWiring}, which makes the engine, then
 * {@link org.harvestxero.wiring.BusinessWiring}, which shows the order in which the areas are made.
 *
 * <p>Each area has two classes. Its {@code …Wiring} makes the objects, typed, from those of earlier areas; its {@code …Parts} holds them
 * and says, in {@code bindTo}, which of them is a bean and by which name. {@code docs/architecture.md} lists all beans. The others are
 * what the areas start from ({@code Basics}, {@code Rules}, {@code Watches}, {@code CallGuards}) and adapters between two packages that
 * don't know each other. No rule of business lives here.
 */
@NullMarked
package org.harvestxero.wiring;

import org.jspecify.annotations.NullMarked;
