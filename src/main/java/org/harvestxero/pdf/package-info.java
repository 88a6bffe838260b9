/**
 * PDF files of texts and tables in whatever script, the same bytes for the same content. Begin at {@link
 * org.harvestxero.pdf.PdfFile}.
 */
@NullMarked
package org.harvestxero.pdf;

import org.jspecify.annotations.NullMarked;
