package dev.srlstream.reliability.service;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.reliability.cluster.Child;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The main class of an instance's process: {@code srl run} on a device that takes orders from stdin. */
final class InstanceMain {
    private InstanceMain() {}

    /** @param args a file of settings, the milliseconds that a batch takes on a slow device, and whether it is slow from the start */
    public static void main(String[] args) throws Exception {
        AtomicReference<AilingDevice> device = new AtomicReference<>();
        Child.endWithParent(line -> {
            AilingDevice ailing = device.get();
            if (ailing != null) {
                ailing.show(Symptom.valueOf(line));
            }
        });
        Settings settings = Settings.load(Path.of(args[0]), Map.of(), Map.of());
        Duration slowness = Duration.ofMillis(Long.parseLong(args[1]));
        Symptom first = Boolean.parseBoolean(args[2]) ? Symptom.SLOW : Symptom.NONE;
        System.exit(run(settings, slowness, first, device));
    }

    private static int run(Settings settings, Duration slowness, Symptom first, AtomicReference<AilingDevice> device)
            throws InterruptedException {
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT, model -> {
            AilingDevice ailing = new AilingDevice(model, slowness);
            ailing.show(first);
            device.set(ailing);
            return ailing;
        })) {
            service.closeOnTermination();
            service.start();
            return service.awaitStopped();
        } catch (StartupException e) {
            System.err.println(e.getMessage());
            return e.exitCode();
        }
    }
}
