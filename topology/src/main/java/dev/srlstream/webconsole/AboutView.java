package dev.srlstream.webconsole;

import dev.srlstream.config.SettingSource;
import dev.srlstream.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which instance this is and how it is set, as the page shows it.
 *
 * @param started milliseconds since 1970: another one means another process
 * @param sentences whether sentences are shown
 * @param settings in the order of the documentation, secrets masked
 */
record AboutView(String application, String version, long started, boolean sentences, List<SettingView> settings) {
    /** @param source default, file, environment, flag or derived */
    record SettingView(String key, String value, String source) {}

    /** @param device that the model is on; null before it is warm */
    static AboutView of(Settings settings, String version, long started, @Nullable String device) {
        Map<String, String> derived = device == null ? Map.of() : settings.derivedFrom(device);
        List<SettingView> views = new ArrayList<>();
        settings.effective().forEach((key, value) -> {
            boolean isDerived = derived.containsKey(key);
            SettingSource source = settings.source(key);
            views.add(new SettingView(
                    key,
                    derived.getOrDefault(key, value),
                    isDerived ? "derived" : source.name().toLowerCase(Locale.ROOT)));
        });
        settings.derived().forEach((key, value) -> views.add(new SettingView(key, value, "derived")));
        return new AboutView(settings.applicationId(), version, started, settings.showsSentences(), views);
    }
}
