/**
 * The command line. Commands ask the services of {@code api} ({@link org.harvestxero.api.CopyService},
 * {@link org.harvestxero.api.BillingDesk} and their neighbours) and print what these say, so that the same command runs in its own
 * process or inside the one that holds the home. Data goes to standard output, everything else to standard error.
 *
 * <p>Begin with {@link org.harvestxero.cli.CommandTree}. {@code failed show} is {@code FailedShowCommand}, and so on; a class that ends
 * in {@code Text}, {@code Json} or {@code Csv} is what a command prints.
 */
@NullMarked
package org.harvestxero.cli;

import org.jspecify.annotations.NullMarked;
