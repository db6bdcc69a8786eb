package dev.srlstream.manifests.rule;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.manifests.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Something that must hold between the settings of the service and other objects. */
interface SettingsRule {
    List<SettingsRule> ALL = List.of(new ServiceSettings(), new Device(), new Watching(), new Topics(), new Scaling());

    void check(Rendering rendering, Settings settings, Consumer<String> complaints);

    /** All of them, with the settings with which the service would start. */
    static void checkAll(Rendering rendering, Consumer<String> complaints) {
        try {
            Settings settings = DeployedSettings.of(rendering);
            ALL.forEach(rule -> rule.check(rendering, settings, complaints));
        } catch (ConfigurationException e) {
            complaints.accept("settings: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
