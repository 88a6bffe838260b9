package org.harvestxero.cli;

import java.util.Locale;
import org.harvestxero.api.DocumentKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code credit-note} as {@link DocumentKind#CREDIT_NOTE}. */
final class KindConverter implements ITypeConverter<DocumentKind> {
    @Override
    public DocumentKind convert(String value) {
        try {
            return DocumentKind.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("there is no kind \"" + value + "\"");
        }
    }
}
