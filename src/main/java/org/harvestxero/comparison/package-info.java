/**
 * Holds what agreements would have billed against what was really invoiced, before anybody relies on them. Pure: both sides are
 * handed in, so that replays of the past and shadow runs of the present are compared alike. Also the page of HTML that reports are
 * written on ({@code HtmlPage}), which reconciliations use, too.
 */
@NullMarked
package org.harvestxero.comparison;

import org.jspecify.annotations.NullMarked;
