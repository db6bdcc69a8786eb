package dev.srlstream.cli;

import dev.srlstream.operations.Build;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Build build = Build.current();
        return new String[] {"srl-stream " + build.version(), "commit " + build.commit(), "libtorch " + build.libtorch()
        };
    }
}
