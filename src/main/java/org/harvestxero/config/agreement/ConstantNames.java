package org.harvestxero.config.agreement;

import java.util.Locale;
import java.util.Optional;

/** Turns words of a file into constants: {@code in advance} and {@code write-off} are IN_ADVANCE and WRITE_OFF. */
final class ConstantNames {
    private ConstantNames() {}

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
        String name = word.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
