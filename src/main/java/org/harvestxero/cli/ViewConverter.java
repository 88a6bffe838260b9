package org.harvestxero.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.harvestxero.profit.View;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads by what figures are grouped. */
final class ViewConverter implements ITypeConverter<View> {
    @Override
    public View convert(String text) {
        return View.called(text)
                .orElseThrow(() -> new TypeConversionException("there is no view \"" + text + "\": "
                        + Arrays.stream(View.values()).map(View::word).collect(Collectors.joining(", "))));
    }
}
