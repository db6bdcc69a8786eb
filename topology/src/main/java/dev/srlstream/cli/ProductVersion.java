package dev.srlstream.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Srl.class.getPackage().getImplementationVersion();
        return new String[] {"srl-stream " + (version == null ? "(not packaged)" : version)};
    }
}
