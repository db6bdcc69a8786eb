package dev.srlstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRequestTest {
    @ParameterizedTest
    @CsvSource({"auto, 0, cpu", "auto, 2, gpu:0", "cpu, 2, cpu", "gpu, 1, gpu:0", "gpu:0, 1, gpu:0", "gpu:3, 4, gpu:3"})
    void choosesAmongTheDevicesThatThereAre(String request, int gpus, String chosen) throws Exception {
        // When
        ComputeDevice device = DeviceRequest.parse(request).choose(gpus);

        // Then
        assertThat(device).hasToString(chosen);
    }

    @Test
    void saysWhatToDoWhereNoGpuIsFound() {
        // When
        var refused = assertThatThrownBy(() -> DeviceRequest.parse("gpu").choose(0));

        // Then
        refused.isInstanceOf(ModelUnavailableException.class)
                .hasMessageContainingAll("gpu:0", "no GPU", "model.device", "auto or cpu", "PYTORCH_LIBRARY_PATH");
    }

    @Test
    void saysWhichGpuIsTheLast() {
        // When
        var refused = assertThatThrownBy(() -> DeviceRequest.parse("gpu:2").choose(2));

        // Then
        refused.isInstanceOf(ModelUnavailableException.class).hasMessageContainingAll("gpu:2", "gpu:0 to gpu:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "gpu:", "gpu:-1", "gpu:1x", "cuda:0", "gpu:99999999999"})
    void refusesAnyOtherSpelling(String request) {
        // When
        var refused = assertThatThrownBy(() -> DeviceRequest.parse(request));

        // Then
        refused.isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"" + request + "\"", "auto, cpu, gpu or gpu:N");
    }
}
