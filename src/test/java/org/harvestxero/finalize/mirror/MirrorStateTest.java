package org.harvestxero.finalize.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorStateTest {
    @ParameterizedTest(name = "{0} may become {1}")
    @CsvSource({
        "UNMADE, MADE GIVEN_UP",
        "LOST, MADE GIVEN_UP",
        "MADE, READ GIVEN_UP",
        "READ, READ MIRRORED GIVEN_UP",
        "MIRRORED, ''",
        "GIVEN_UP, ''"
    })
    void movesOnlyForward(MirrorState from, String to) {
        assertThat(Arrays.stream(MirrorState.values()).filter(from::mayBecome).map(Enum::name))
                .containsExactlyInAnyOrder(to.isEmpty() ? new String[0] : to.split(" "));
    }
}
