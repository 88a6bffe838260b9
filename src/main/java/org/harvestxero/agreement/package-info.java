/**
 * Agreements as files that people change by a form. What a file said before is kept in the database, word for word, since an agreement says
 * what clients pay; a text is written only over the file that the person saw.
 */
@NullMarked
package org.harvestxero.agreement;

import org.jspecify.annotations.NullMarked;
