package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    private static final String KEY = "kafka.ssl.keystore.password";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void takesAValueFromTheEnvironment() throws Exception {
        assertThat(resolved("${env:KEYSTORE}", Map.of("KEYSTORE", "s3cr3t"))).isEqualTo("s3cr3t");
    }

    @Test
    void takesAValueFromAFileOfProperties() throws Exception {
        Path secrets = Files.writeString(folder.resolve("secrets.properties"), "keystore=s3cr3t\nother=x\n");

        assertThat(resolved("${file:" + secrets + ":keystore}")).isEqualTo("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({"s3cr3t, s3cr3t", "s3cr3t\\n, s3cr3t", "s3cr3t\\r\\n, s3cr3t", "one\\ntwo\\n, one\\ntwo"})
    void takesAFileOfADirectoryWithoutTheLineBreakAtItsEnd(String content, String expected) throws Exception {
        Files.writeString(folder.resolve("keystore"), unescaped(content));

        assertThat(resolved("${directory:" + folder + ":keystore}")).isEqualTo(unescaped(expected));
        assertThat(resolved("<${directory:" + folder + ":keystore}>")).isEqualTo("<" + unescaped(expected) + ">");
    }

    @Test
    void takesAFileThatALinkLeadsToAsInAKubernetesSecret() throws Exception {
        Path data = Files.createDirectories(folder.resolve("..2026_11_30"));
        Files.writeString(data.resolve("keystore"), "s3cr3t");
        Files.createSymbolicLink(folder.resolve("..data"), data.getFileName());
        Files.createSymbolicLink(folder.resolve("keystore"), Path.of("..data", "keystore"));

        assertThat(resolved("${directory:" + folder + ":keystore}")).isEqualTo("s3cr3t");
    }

    @Test
    void resolvesSeveralReferencesWithinOneValue() throws Exception {
        assertThat(resolved(
                        "module required username=\"${env:USER}\" password=\"${env:PASSWORD}\";",
                        Map.of("USER", "srl", "PASSWORD", "s3cr3t")))
                .isEqualTo("module required username=\"srl\" password=\"s3cr3t\";");
    }

    @Test
    void takesWhatItFindsAsItIs() throws Exception {
        assertThat(resolved("${env:KEYSTORE}", Map.of("KEYSTORE", "${env:HOME} $${ $1 \\")))
                .isEqualTo("${env:HOME} $${ $1 \\");
    }

    @ParameterizedTest
    @CsvSource({
        "pa$${ss, pa${ss",
        "$${env:KEYSTORE}, ${env:KEYSTORE}",
        "$$${, $${",
        "pa$s{s}, pa$s{s}",
        "$$, $$",
        "$, $",
    })
    void takesADollarSignAndABraceForThemselvesBehindAnotherDollarSign(String written, String meant) throws Exception {
        assertThat(resolved(written)).isEqualTo(meant);
    }

    @Test
    void masksWhatItFindsLikeAnyOtherSecret() throws Exception {
        Settings settings = settings("schema.registry.url=http://srl:${env:WORD}@one:1\n" + KEY + "=${env:WORD}");

        assertThat(settings.schemaRegistryUrl()).isEqualTo("http://srl:s3cr3t@one:1");
        assertThat(settings.effective())
                .containsEntry(KEY, "[hidden]")
                .containsEntry("schema.registry.url", "http://[hidden]@one:1");
    }

    @Test
    void checksWhatItFindsLikeAnyOtherValue() throws Exception {
        assertThat(SettingsTest.problems(file("stream.threads=${env:WORD}"), Map.of("WORD", "many"), Map.of()))
                .singleElement()
                .asString()
                .contains("stream.threads", folder.toString());
    }

    @Test
    void takesAnEmptyVariableForASettingThatIsNotSet() throws Exception {
        Settings settings = Settings.load(file("topic.frames=${env:TOPIC}"), Map.of("TOPIC", ""), Map.of());

        assertThat(settings.framesTopic()).isEqualTo("frames");
    }

    @Test
    void doesNotLookForWhatAnotherSourceReplaces() throws Exception {
        Settings settings = Settings.load(
                file("topic.frames=${env:ONE}\ntopic.rejections=${env:TWO}"),
                Map.of("SRL_TOPIC_FRAMES", "f"),
                Map.of("topic.rejections", "r"));

        assertThat(settings.framesTopic()).isEqualTo("f");
        assertThat(settings.rejectionsTopic()).isEqualTo("r");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${env:MISSING}                      | refers to the environment variable MISSING, which is not set: set it, or correct the name.
            ${env:path:NAME}                    | which none has: write ${env:NAME}.
            ${file:FOLDER/missing:key}          | refers to the file FOLDER/missing, which does not exist: put it there, or correct the path.
            ${file:FOLDER/secrets:keystor}      | refers to the key keystor in the file FOLDER/secrets, which does not have it; did you mean keystore?
            ${file:FOLDER/secrets:else}         | which does not have it: add it, or correct the name.
            ${file:FOLDER:key}                  | refers to the file FOLDER, which is a directory: write ${directory:FOLDER:FILE} for a file in it.
            ${file:FOLDER/backslash:key}        | refers to key in FOLDER/backslash, which cannot be read as properties in UTF-8: save it so.
            ${file:FOLDER/latin1:key}           | which cannot be read as properties in UTF-8: save it so.
            ${file:key}                         | refers to a file without a path or a name in it: write ${file:/path:key}.
            ${directory:FOLDER/missing:file}    | refers to the directory FOLDER/missing, which does not exist: mount it there, or correct the path.
            ${directory:FOLDER/secrets:file}    | which is a file: write ${file:FOLDER/secrets:KEY} for a key in it.
            ${directory:FOLDER:missing}         | refers to the file missing in the directory FOLDER, which does not have it: put it there, or correct the name.
            ${directory:FOLDER:latin1}          | refers to latin1 in FOLDER, which cannot be read as text in UTF-8: save it so.
            ${directory:file}                   | refers to a directory without a path or a name in it: write ${directory:/path:file}.
            ${NAME}                             | has ${ without what makes it a reference: write ${env:NAME}, ${file:/path:key} or ${directory:/path:file}, or $${ for a dollar sign and a brace.
            s3cr3t${s3cr3t                      | has ${ without what makes it a reference
            ${s3cr3t:secret/srl:keystore}       | asks for a value from [hidden], and there is no such provider: write ${env:NAME}
            """)
    void tellsWhatItCannotResolve(String value, String problem) throws Exception {
        Files.writeString(folder.resolve("secrets"), "keystore=s3cr3t\nother=s3cr3t");
        Files.writeString(folder.resolve("backslash"), "key=\\u12");
        Files.write(folder.resolve("latin1"), new byte[] {'k', 'e', 'y', '=', (byte) 0xe9});

        Path file = file(KEY + "=" + value.replace("FOLDER", folder.toString()));

        assertThat(SettingsTest.problems(file, Map.of(), Map.of()))
                .singleElement()
                .asString()
                .startsWith(KEY + ", set by " + file + ", ")
                .contains(problem.replace("FOLDER", folder.toString()))
                .doesNotContain("s3cr3t");
    }

    @Test
    void namesAProviderThatThereIsNot() throws Exception {
        assertThat(SettingsTest.problems(file("topic.frames=${vault:secret:topic}"), Map.of(), Map.of()))
                .singleElement()
                .asString()
                .contains("topic.frames", "asks for a value from vault, and there is no such provider");
    }

    @Test
    void tellsAFileThatItMustNotRead() throws Exception {
        Path secrets = Files.writeString(folder.resolve("secrets"), "keystore=s3cr3t");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(secrets), "this user may read every file");

        assertThat(SettingsTest.problems(file(KEY + "=${file:" + secrets + ":keystore}"), Map.of(), Map.of()))
                .singleElement()
                .asString()
                .contains("which this user must not read: give " + System.getProperty("user.name") + " the right to");
    }

    @Test
    void tellsAllThatItCannotResolveAtOnce() throws Exception {
        assertThat(SettingsTest.problems(
                        file("topic.frames=${env:ONE}\nbootstrap.servers=${env:TWO}"), Map.of(), Map.of()))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("topic.frames", "ONE"))
                .anySatisfy(problem -> assertThat(problem).contains("bootstrap.servers", "TWO"));
    }

    @Test
    void refusesReferencesInVariablesAndFlagsWhereTheyWouldStayText() {
        assertThat(SettingsTest.problems(
                        null, Map.of("SRL_TOPIC_FRAMES", "${env:TOPIC}"), Map.of(KEY, "${file:/secrets:keystore}")))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .contains(
                                "topic.frames, set by SRL_TOPIC_FRAMES",
                                "only a configuration file (--config) may have"))
                .anySatisfy(problem -> assertThat(problem).contains(KEY + ", set by the command line"));
    }

    @Test
    void takesWhatElseVariablesAndFlagsHoldAsItIs() throws Exception {
        Settings settings =
                Settings.load(null, Map.of("SRL_KAFKA_SSL_KEY_PASSWORD", "pa${ss$${"), Map.of(KEY, "${NAME}"));

        assertThat(settings.kafkaProperties())
                .containsEntry("ssl.key.password", "pa${ss$${")
                .containsEntry("ssl.keystore.password", "${NAME}");
    }

    @Test
    void leavesToKafkasClientsWhatTheirOwnProvidersResolve() throws Exception {
        Path file = file("kafka.config.providers=vault, env\nkafka.config.providers.vault.class=com.example.Vault\n"
                + KEY + "=${vault:secret:keystore}${env:WORD}\nkafka.ssl.key.password=${file:" + folder
                + "/secrets:key}");
        Files.writeString(folder.resolve("secrets"), "key=found");

        Settings settings = Settings.load(file, Map.of(), Map.of("kafka.ssl.truststore.password", "${env:WORD}"));

        assertThat(settings.kafkaProperties())
                .containsEntry("ssl.keystore.password", "${vault:secret:keystore}${env:WORD}")
                .containsEntry("ssl.truststore.password", "${env:WORD}")
                .containsEntry("ssl.key.password", "found");
    }

    private String resolved(String value) throws Exception {
        return resolved(value, Map.of());
    }

    private String resolved(String value, Map<String, String> environment) throws Exception {
        Settings settings = Settings.load(file(KEY + "=" + value.replace("\\", "\\\\")), environment, Map.of());
        return (String) Objects.requireNonNull(settings.kafkaProperties().get("ssl.keystore.password"));
    }

    private Settings settings(String content) throws Exception {
        return Settings.load(file(content), Map.of("WORD", "s3cr3t"), Map.of());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("srl.properties"), content);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
