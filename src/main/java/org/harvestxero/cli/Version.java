package org.harvestxero.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, with the Java it runs on. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "harvest-xero " + (version == null ? "(not packaged)" : version) + " on Java "
                    + System.getProperty("java.version")
        };
    }
}
