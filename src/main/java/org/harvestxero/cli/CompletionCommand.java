package org.harvestxero.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Prints what makes a shell complete commands and options.",
            "bash and zsh: source <(harvest-xero completion)"
        })
final class CompletionCommand implements Callable<Integer>, OwnHome {
    private final Session session;

    @Spec
    @Nullable
    CommandSpec spec;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandSpec root = Objects.requireNonNull(spec).root();
        session.print(AutoComplete.bash(root.name(), root.commandLine()));
        return 0;
    }
}
