package dev.srlstream.distribution;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import dev.srlstream.operations.Build;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Makes the image of the service from an unpacked release, with Jib: no Docker engine is needed. Equal releases on equal bases
 * give equal images.
 */
public final class ServiceImage {
    /** What an image begins with that is a file, as {@code docker save} writes one, and lies in no registry. */
    private static final String FILE = "tar:";

    private static final String NAME = "srl-stream";
    private static final String USER = "10001:10001";
    private static final int HTTP = 8090;

    /** The user has no entry in passwd, and the root file system may be read-only: what is written goes to /tmp. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH",
            ImageLayers.HOME
                    + "/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME",
            "/tmp",
            "DJL_CACHE_DIR",
            "/tmp/djl");

    /** Of DJL's platforms those that run in a container, by the name that images have for them. */
    private static final Map<String, String> ARCHITECTURES = Map.of("linux-x86_64", "amd64", "linux-aarch64", "arm64");

    private final Path release;
    private final String tag;
    private final String platform;
    private final Path cache;

    /**
     * @param release the unpacked release
     * @param tag of the image
     * @param platform that its libtorch is for, as DJL calls it
     * @param cache a folder for layers, so that a second image does not make them again
     */
    ServiceImage(Path release, String tag, String platform, Path cache) {
        this.release = release;
        this.tag = tag;
        this.platform = platform;
        this.cache = cache;
    }

    /** @param args the unpacked release, the base, the target, the tag, the platform, and a folder for layers */
    public static void main(String[] args) throws Exception {
        ServiceImage image = new ServiceImage(Path.of(args[0]), args[3], args[4], Path.of(args[5]));
        System.out.println(args[2] + " " + image.build(args[1], args[2]).getDigest());
    }

    /**
     * @param base an image with Java 17 or newer, a shell and the programs that the launcher calls: a reference, or {@code tar:FILE}
     * @param target a reference, or {@code tar:FILE}
     * @throws IllegalStateException when no container runs on the platform
     * @throws IOException when the release or the base cannot be read, or the image cannot be written
     */
    JibContainer build(String base, String target)
            throws IOException, InterruptedException, ExecutionException, RegistryException,
                    InvalidImageReferenceException, CacheDirectoryCreationException {
        String architecture = ARCHITECTURES.get(platform);
        if (architecture == null) {
            throw new IllegalStateException("There are no containers for " + platform
                    + ": build with -Dnative.platform=linux-x86_64 or linux-aarch64.");
        }
        Build build = Build.current();
        JibContainerBuilder image = base.startsWith(FILE)
                ? Jib.from(TarImage.at(file(base)))
                : Jib.from(registry(base)).setPlatforms(Set.of(new Platform(architecture, "linux")));
        return image.setFileEntriesLayers(ImageLayers.of(release))
                .setEntrypoint("srl")
                .setUser(USER)
                .setExposedPorts(Set.of(Port.tcp(HTTP)))
                .setEnvironment(ENVIRONMENT)
                .setLabels(Map.of(
                        "org.opencontainers.image.title",
                        NAME,
                        "org.opencontainers.image.description",
                        "Semantic role labels for sentences on Kafka",
                        "org.opencontainers.image.version",
                        build.version(),
                        "org.opencontainers.image.revision",
                        build.commit(),
                        "org.opencontainers.image.licenses",
                        "Apache-2.0 AND LicenseRef-third-party",
                        "dev.srlstream.libtorch",
                        build.libtorch()))
                // Of no meaning, but the same in every build.
                .setCreationTime(Instant.EPOCH)
                .containerize(destination(target).setBaseImageLayersCache(cache).setApplicationLayersCache(cache));
    }

    private Containerizer destination(String target) throws InvalidImageReferenceException {
        return target.startsWith(FILE)
                ? Containerizer.to(TarImage.at(file(target)).named(NAME + ":" + tag))
                : Containerizer.to(registry(target));
    }

    private static Path file(String image) {
        return Path.of(image.substring(FILE.length()));
    }

    private static RegistryImage registry(String image) throws InvalidImageReferenceException {
        ImageReference reference = ImageReference.parse(image);
        CredentialRetrieverFactory credentials = CredentialRetrieverFactory.forImage(reference, event -> {});
        return RegistryImage.named(reference).addCredentialRetriever(credentials.dockerConfig());
    }
}
