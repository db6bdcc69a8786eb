package dev.srlstream.english;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.golden.Golden;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSSample;
import opennlp.tools.postag.POSTaggerFactory;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenNLP's own tagger is the reference. */
class GreedyTaggerTest {
    private static final List<List<String>> SENTENCES = Stream.concat(Golden.base().stream(), Golden.flat().stream())
            .map(Golden::words)
            .filter(words -> words.size() < 300)
            .toList();

    private static POSTaggerME reference;
    private static GreedyTagger tagger;

    @BeforeAll
    static void load() throws Exception {
        try (InputStream file = Objects.requireNonNull(English.class.getResourceAsStream(English.OPENNLP))) {
            POSModel model = new POSModel(file);
            reference = new POSTaggerME(model);
            tagger = new GreedyTagger(model);
        }
    }

    @Test
    void tagsSentencesAsOpenNlpDoes() {
        for (List<String> sentence : SENTENCES) {
            // Given
            String[] words = sentence.toArray(String[]::new);

            // When
            String[] tags = tagger.tag(words);

            // Then
            assertThat(tags).as("%s", sentence).isEqualTo(reference.tag(words));
        }
    }

    /** Words out of place leave the model in doubt, and bring hypotheses close to each other. */
    @Test
    void tagsWordsInAnyOrderAsOpenNlpDoes() {
        List<String> all = SENTENCES.stream().flatMap(List::stream).toList();
        for (int seed = 0; seed < 1000; seed++) {
            // Given
            Random random = new Random(seed);
            List<String> shuffled = new ArrayList<>();
            for (int length = random.nextInt(30); length > 0; length--) {
                shuffled.add(
                        random.nextInt(8) == 0
                                ? String.valueOf((char) (0x21 + random.nextInt(0x3000)))
                                : all.get(random.nextInt(all.size())));
            }
            String[] words = shuffled.toArray(String[]::new);

            // When
            String[] tags = tagger.tag(words);

            // Then
            assertThat(tags).as("seed %d: %s", seed, shuffled).isEqualTo(reference.tag(words));
        }
    }

    @Test
    void tagsAsOpenNlpDoesWhereTheModelCannotTellTagsApart() throws Exception {
        // Given
        List<POSSample> samples = new ArrayList<>();
        for (String tag : List.of("A", "B", "C", "D")) {
            samples.add(new POSSample(new String[] {"x"}, new String[] {tag}));
        }
        TrainingParameters parameters = new TrainingParameters();
        parameters.put(TrainingParameters.CUTOFF_PARAM, 0);
        parameters.put(TrainingParameters.ITERATIONS_PARAM, 1);
        POSModel model = POSTaggerME.train(
                "en", ObjectStreamUtils.createObjectStream(samples), parameters, new POSTaggerFactory());
        String[] words = {"x", "x", "x", "x", "x", "x"};

        // When
        String[] tags = new GreedyTagger(model).tag(words);

        // Then
        assertThat(tags).isEqualTo(new POSTaggerME(model).tag(words));
    }
}
