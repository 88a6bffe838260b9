package org.harvestxero.mapping.document;

import java.util.Optional;

/** What Harvest's list of projects says of each one's type. */
public interface ProjectTypes {
    /** For documents that no rule asks the type of a project for. */
    ProjectTypes UNREAD = new ProjectTypes() {
        @Override
        public Optional<ProjectType> of(long project) {
            return Optional.empty();
        }

        @Override
        public boolean areRead() {
            return false;
        }
    };

    /** Empty for a project that the list, as far as it was read, doesn't hold. */
    Optional<ProjectType> of(long project);

    /** Whether the list was read to its end, so that a project it doesn't hold is none Harvest has any more. */
    boolean areRead();
}
