package dev.srlstream.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenResourcesTest {
    private final List<String> closed = new ArrayList<>();
    private final OpenResources resources = new OpenResources();

    @Test
    void closesInReverseOrderOnce() throws StartupException {
        resources.add(named("first"));
        resources.add(named("second"));

        boolean wasOpen = resources.close();
        boolean wasOpenStill = resources.close();

        assertThat(closed).containsExactly("second", "first");
        assertThat(wasOpen).isTrue();
        assertThat(wasOpenStill).isFalse();
    }

    @Test
    void closesTheOthersWhenOneFails() throws StartupException {
        resources.add(named("first"));
        resources.add(() -> {
            throw new IllegalStateException("cannot close");
        });

        resources.close();

        assertThat(closed).containsExactly("first");
    }

    @Test
    void refusesAndClosesWhatComesTooLate() {
        resources.close();

        assertThatThrownBy(() -> resources.add(named("late"))).isInstanceOf(StartupException.class);

        assertThat(closed).containsExactly("late");
    }

    private AutoCloseable named(String name) {
        return () -> closed.add(name);
    }
}
