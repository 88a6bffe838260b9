package org.harvestxero.api;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.AgreementDesk.Change;
import org.harvestxero.api.AgreementDesk.Detail;
import org.harvestxero.api.AgreementDesk.Flaw;
import org.harvestxero.api.AgreementDesk.Saved;
import org.harvestxero.api.AgreementDesk.Version;
import org.harvestxero.api.AgreementDesk.Word;

/** Files of rules beside the agreements, such as {@code overdue.yaml}. One that isn't there may be made. */
public interface RulesDesk extends TextDesk {
    /** Where nobody keeps any. */
    RulesDesk NOBODY = new RulesDesk() {
        @Override
        public List<Listed> list() {
            return List.of();
        }

        @Override
        public Optional<Detail> find(String file) {
            return Optional.empty();
        }

        @Override
        public List<Flaw> check(String file, String text) {
            return List.of();
        }

        @Override
        public List<Word> words(String file) {
            return List.of();
        }

        @Override
        public Saved save(Change change, String who) {
            throw new UnsupportedOperationException("Nobody keeps rules");
        }

        @Override
        public List<Version> versions(String file, long before, int most) {
            return List.of();
        }

        @Override
        public Optional<Version> version(String file, long id) {
            return Optional.empty();
        }
    };

    /** All there may be. */
    List<Listed> list();

    /**
     * A file that there may be.
     *
     * @param about what it says, in a sentence
     * @param standing what counts: the home's own, the one that came with the program, or none
     * @param flaws why it can't be used as it stands; then its last good version holds, if there was one
     */
    record Listed(String file, String about, Standing standing, List<Flaw> flaws) {
        public Listed {
            flaws = List.copyOf(flaws);
        }
    }

    /** Whose text counts. */
    enum Standing {
        OWN,
        SHIPPED,
        NONE
    }
}
