package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingClassTest {
    @Test
    void isNamedHoweverDeepItLies() {
        Throwable thrown =
                new IllegalStateException(new RuntimeException(new NoClassDefFoundError("com/acme/Lock$Key")));

        assertThat(MissingClass.in(thrown)).contains("com.acme.Lock$Key");
    }

    @Test
    void isNotTakenForOneThatIsThereAndDoesNotWork() {
        assertThat(MissingClass.in(new NoClassDefFoundError("Could not initialize class com.acme.Lock")))
                .isEmpty();
        assertThat(MissingClass.in(new ExceptionInInitializerError(new IllegalStateException())))
                .isEmpty();
        assertThat(MissingClass.in(new UnsupportedClassVersionError("com/acme/Lock")))
                .isEmpty();
        assertThat(MissingClass.in(new NoSuchMethodError("com.acme.Lock.open()")))
                .isEmpty();
    }
}
