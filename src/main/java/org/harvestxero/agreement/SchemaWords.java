package org.harvestxero.agreement;

import java.util.List;
import org.harvestxero.api.AgreementDesk.Word;
import org.harvestxero.config.agreement.AgreementWords;

/** Words of a schema, for people. */
final class SchemaWords {
    private SchemaWords() {}

    static List<Word> of(List<AgreementWords.Word> words) {
        return words.stream()
                .map(word -> new Word(word.name(), word.words(), of(word.inside())))
                .toList();
    }
}
