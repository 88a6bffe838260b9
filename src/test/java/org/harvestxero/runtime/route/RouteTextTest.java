package org.harvestxero.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- route:\n    id: a\n    from: {uri: direct:a}\n",
                "# words\n\n-   route:\n        id: a\n\n- from:\n    uri: direct:a\r\n",
                "---\n- \"route\": {id: a}\n"
            })
    void plainRoutesAreTheirFilesOwn(String text) {
        assertThat(RouteText.shared(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- routeConfiguration:\n    id: a\n",
                "- beans:\n    - name: a\n",
                "- templatedRoute:\n    routeId: a\n- routeTemplate:\n    id: b\n",
                "- route:\n    id: a\n- routeTemplate:\n    id: b\n",
                "- {route: {id: a}}\n",
                "[{route: {id: a}}]",
                "-\n  route:\n    id: a\n",
                "apiVersion: camel.apache.org/v1\n"
            })
    void anythingElseMayBeUsedElsewhere(String text) {
        assertThat(RouteText.shared(text)).isTrue();
    }
}
