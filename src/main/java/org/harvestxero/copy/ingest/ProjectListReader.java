package org.harvestxero.copy.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.event.ClientRef;
import org.harvestxero.event.PartyEvent;
import org.harvestxero.event.ProjectRef;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestProjectView;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.document.ProjectType;
import org.harvestxero.mapping.document.ProjectTypes;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps of what type each Harvest project is, as long as a rule asks for it: one call in a cycle then, for what changed. Where the list
 * can't be read, documents of projects not known yet wait as failed copies and go on once it is read.
 */
public final class ProjectListReader implements ProjectTypes {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectListReader.class);

    private final ConnectionStore store;
    private final Supplier<MappingRules> rules;
    private volatile boolean read;
    private volatile @Nullable Map<Long, ProjectType> known;

    public ProjectListReader(ConnectionStore store, Supplier<MappingRules> rules) {
        this.store = store;
        this.rules = rules;
    }

    /** Whether a rule in force asks; until the list was read again, what it doesn't hold is unknown. */
    public boolean needsReading() {
        boolean asked = rules.get().usesProjectTypes();
        if (asked) {
            read = false;
        }
        return asked;
    }

    /** Keeps a page of Harvest's projects. */
    public void keep(HarvestPage page) {
        Map<Long, String> types = new HashMap<>();
        List<HarvestProjectView> projects =
                page.elements().stream().map(HarvestProjectView::of).toList();
        for (HarvestProjectView project : projects) {
            Boolean billable = project.billable();
            Boolean fixedFee = project.fixedFee();
            if (project.id() > 0 && billable != null && fixedFee != null) {
                types.put(project.id(), ProjectType.of(billable, fixedFee).name());
            } else {
                LOG.warn(
                        "Harvest's project {} doesn't say of what type it is, so no rule that asks for it fits",
                        project.id());
            }
        }
        store.inTransaction(() -> {
            tell(projects);
            store.projects().put(types);
        });
        known = null;
    }

    /** Tells of projects nobody knew of; not while Harvest's list is read for the first time. */
    private void tell(List<HarvestProjectView> projects) {
        if (!store.events().isKept()
                || store.watermarks().find(ListingCursors.PROJECTS).isEmpty()) {
            return;
        }
        Set<Long> before = store.projects().types().keySet();
        store.events()
                .addAll(projects.stream()
                        .filter(project -> project.id() > 0 && !before.contains(project.id()))
                        .map(project -> new PartyEvent.ProjectCreated(
                                new ProjectRef(project.id(), project.name(), project.code()),
                                project.clientId() > 0 ? new ClientRef(project.clientId(), null) : null))
                        .toList());
    }

    /** After the last page: what waited for the list goes on. */
    public void done() {
        known = null;
        read = true;
        store.failedRows().wakeCause(FailureCode.PROJECT_TYPE_UNREAD.name());
    }

    /** Harvest doesn't show the list: only what asks for it waits. */
    public void refused(Exception why) {
        LOG.warn(
                "Harvest's projects can't be read, so invoices of new ones wait where a rule asks for their type: {}",
                FailureText.words(why));
    }

    @Override
    public Optional<ProjectType> of(long project) {
        Map<Long, ProjectType> types = known;
        if (types == null) {
            types = new ConcurrentHashMap<>();
            for (Map.Entry<Long, String> each : store.projects().types().entrySet()) {
                types.put(each.getKey(), ProjectType.valueOf(each.getValue()));
            }
            known = types;
        }
        return Optional.ofNullable(types.get(project));
    }

    @Override
    public boolean areRead() {
        return read;
    }
}
