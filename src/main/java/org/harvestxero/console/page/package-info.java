/**
 * The pages of the console: each asks the interfaces of {@code api}, as the command line and JMX do, and puts the answer into the words of a
 * view, which a template of {@code src/main/jte} shows. Nothing here knows HTTP, SQL or HTML.
 *
 * <p>To add a page: write a class whose method takes an {@link org.harvestxero.console.page.Asked} and gives an
 * {@link org.harvestxero.console.page.Answer}, a template, and a line in {@link org.harvestxero.console.page.PageTable}.
 */
@NullMarked
package org.harvestxero.console.page;

import org.jspecify.annotations.NullMarked;
