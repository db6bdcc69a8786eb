package dev.srlstream.manifests.rule;

import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import dev.srlstream.manifests.model.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Something that must hold for all objects of a rendering. */
public interface Rule {
    void check(Rendering rendering, Consumer<String> complaints);

    /** Of one object, which the complaints then name. */
    interface OfManifest extends Rule {
        void check(Manifest manifest, Consumer<String> complaints);

        @Override
        default void check(Rendering rendering, Consumer<String> complaints) {
            rendering
                    .all()
                    .forEach(manifest ->
                            check(manifest, complaint -> complaints.accept(manifest.title() + ": " + complaint)));
        }
    }

    /** Of one object with pods, which the complaints then name. */
    interface OfPods extends Rule {
        void check(Manifest manifest, Consumer<String> complaints);

        @Override
        default void check(Rendering rendering, Consumer<String> complaints) {
            rendering
                    .withPods()
                    .forEach(manifest ->
                            check(manifest, complaint -> complaints.accept(manifest.title() + ": " + complaint)));
        }
    }

    List<Rule> ALL = List.of(
            (OfManifest) Models::check,
            new Words(),
            new Names(),
            new Containers(),
            new Probes(),
            new Quantities(),
            new Restricted(),
            new Volumes(),
            new Selectors(),
            new References(),
            new Images(),
            new Commands(),
            new Rights(),
            new Preflight(),
            SettingsRule::checkAll);

    /** Everything that is wrong with a rendering. */
    static List<String> complaints(Rendering rendering) {
        List<String> complaints = new ArrayList<>();
        ALL.forEach(rule -> rule.check(rendering, complaints::add));
        return complaints;
    }
}
