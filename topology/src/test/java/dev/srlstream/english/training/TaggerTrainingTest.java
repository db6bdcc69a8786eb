package dev.srlstream.english.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.english.English;
import dev.srlstream.english.tagger.Parameters;
import dev.srlstream.english.tagger.Tagger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggerTrainingTest {
    private static final String TREEBANK = """
            # text = Dogs bark loudly.
            1	Dogs	dog	NOUN	NNS	_	_	_	_	_
            2	bark	bark	VERB	VBP	_	_	_	_	_
            3	loudly	loudly	ADV	RB	_	_	_	_	_
            4	.	.	PUNCT	.	_	_	_	_	_

            # text = The bark of the tree didn't fall.
            1	The	the	DET	DT	_	_	_	_	_
            2	bark	bark	NOUN	NN	_	_	_	_	_
            3	of	of	ADP	IN	_	_	_	_	_
            4	the	the	DET	DT	_	_	_	_	_
            5	tree	tree	NOUN	NN	_	_	_	_	_
            6-7	didn't	_	_	_	_	_	_	_	_
            6	did	do	AUX	VBD	_	_	_	_	_
            7	n't	not	PART	RB	_	_	_	_	_
            8	fall	fall	VERB	VB	_	_	_	_	_
            8.1	over	over	ADV	RB	_	_	_	_	_
            9	.	.	PUNCT	.	_	_	_	_	_
            """;

    @Test
    void learnsWhatAWordIsFromItsNeighbours() throws Exception {
        // When
        Parameters trained = train(60);

        // Then
        Tagger tagger = new Tagger(trained, English.knowledge());
        for (TreebankSentence sentence : treebank()) {
            List<String> words =
                    sentence.words().stream().map(TreebankWord::form).toList();
            float[][] probabilities = tagger.tag(words);
            for (int word = 0; word < words.size(); word++) {
                assertThat(best(tagger, probabilities[word]))
                        .as("%s of %s", words.get(word), words)
                        .startsWith(sentence.words().get(word).part());
            }
        }
    }

    @Test
    void givesTheSameBitsEveryTime() throws Exception {
        // When
        byte[] first = bytes(train(3));
        byte[] second = bytes(train(3));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(bytes(Parameters.read(new ByteArrayInputStream(first)))).isEqualTo(first);
    }

    private static Parameters train(int epochs) throws Exception {
        return new TaggerTraining(treebank(), English.knowledge(), epochs).train(line -> {});
    }

    private static List<TreebankSentence> treebank() throws Exception {
        return Treebank.read("test", new ByteArrayInputStream(TREEBANK.getBytes(StandardCharsets.UTF_8)));
    }

    private static String best(Tagger tagger, float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return tagger.labels().get(best);
    }

    private static byte[] bytes(Parameters parameters) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parameters.write(out);
        return out.toByteArray();
    }
}
