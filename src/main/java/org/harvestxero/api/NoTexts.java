package org.harvestxero.api;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk.Change;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Flaw;
import org.harvestxero.api.AgreementDesk.Saved;
import org.harvestxero.api.AgreementDesk.Version;
import org.harvestxero.api.AgreementDesk.Word;

/** Where nobody keeps any files. */
interface NoTexts extends TextDesk {
    @Override
    default Optional<Detail> find(String file) {
        return Optional.empty();
    }

    @Override
    default List<Flaw> check(String file, String text) {
        return List.of();
    }

    @Override
    default List<Word> words(String file) {
        return List.of();
    }

    @Override
    default Saved save(Change change, String who) {
        throw new UnsupportedOperationException("Nobody keeps files here");
    }

    @Override
    default List<Version> versions(String file, long before, int most) {
        return List.of();
    }

    @Override
    default Optional<Version> version(String file, long id) {
        return Optional.empty();
    }
}
