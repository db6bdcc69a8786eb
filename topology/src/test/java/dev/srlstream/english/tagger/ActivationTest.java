package dev.srlstream.english.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Java's exact functions are the reference. */
class ActivationTest {
    @Test
    void areCloseToTheFunctionsThatTheyStandFor() {
        float[] tangents = new float[2001];
        float[] logistics = new float[tangents.length];
        for (int i = 0; i < tangents.length; i++) {
            tangents[i] = (i - 1000) / 100f;
            logistics[i] = tangents[i];
        }

        // When
        Activation.tanh(tangents, 0, tangents.length);
        Activation.sigmoid(logistics, 0, logistics.length);

        // Then
        for (int i = 0; i < tangents.length; i++) {
            double x = (i - 1000) / 100f;
            assertThat((double) tangents[i]).as("tanh %s", x).isCloseTo(StrictMath.tanh(x), within(2e-4));
            assertThat((double) logistics[i]).as("sigmoid %s", x).isCloseTo(1 / (1 + StrictMath.exp(-x)), within(7e-3));
            assertThat(Activation.exp((float) x) / StrictMath.exp((float) x)).isCloseTo(1, within(3e-6));
        }
        assertThat(Activation.exp(-1e9f)).isPositive();
        assertThat(Activation.exp(1e9f)).isFinite();
    }
}
