package dev.srlstream.conll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.SentenceLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConllUSentencesTest {
    private static final String TWO_SENTENCES = """
            # newdoc id = weblog-1
            # sent_id = weblog-1-0001
            # text = They don't (know) = it.
            1,They,they,PRON,PRP,_,3,nsubj,4:nsubj,_
            2-3,don't,_,_,_,_,_,_,_,_
            2,do,do,AUX,VBP,_,4,aux,4:aux,_
            3,n't,not,PART,RB,_,4,advmod,4:advmod,_
            3.1,guess,guess,VERB,VB,_,_,_,0:root,_
            4,(,(,PUNCT,-LRB-,_,5,punct,_,SpaceAfter=No
            5,know,know,VERB,VB,_,0,root,_,SpaceAfter=No
            6,),),PUNCT,-RRB-,_,5,punct,_,_
            7,=,=,SYM,SYM,_,5,dep,_,_
            8,it,it,PRON,PRP,_,5,obj,_,SpaceAfter=No
            9,.,.,PUNCT,.,_,5,punct,_,_

            # newpar
            1-2,Don't,_,_,_,_,_,_,_,Lang=en|SpaceAfter=No
            1,Do,do,AUX,VB,_,0,root,_,_
            2,n't,not,PART,RB,_,1,advmod,_,_
            3,!,!,PUNCT,.,_,1,punct,_,SpacesAfter=\\n

            """;

    @Test
    void readsSyntacticWordsAndTheTextThatWasWritten() throws Exception {
        // When
        List<SentenceEvent> events = events(TWO_SENTENCES);
        // Then
        assertThat(events)
                .extracting(SentenceEvent::getId, SentenceEvent::getText)
                .containsExactly(tuple("weblog-1-0001", "They don't (know) = it."), tuple("17", "Don't!"));
        assertThat(events.get(0).getTokens()).containsExactly("They", "do", "n't", "(", "know", ")", "=", "it", ".");
        assertThat(events.get(0).getPredicates()).isNull();
        assertThat(events.get(0).getAttributes()).isEqualTo(Map.of("document.id", "weblog-1"));
        assertThat(events.get(1).getTokens()).containsExactly("Do", "n't", "!");
    }

    @Test
    void readsThePredicatesOfCoNllUPlus() throws Exception {
        List<SentenceEvent> events = events("""
                # global.columns = ID FORM UP:PRED UP:ARGHEADS
                1,She,_,_
                2,left,leave.01,A0:1

                1,Rain,_,_

                1,Unlabelled,*,*
                """);

        assertThat(events).extracting(SentenceEvent::getPredicates).containsExactly(List.of(1), List.of(), null);
        assertThat(events.get(0).getText()).isEqualTo("She left");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 She left                          | 2 | has 1 columns with tabs in between, and CoNLL-U has 10.",
                "x,a,_,_,_,_,_,_,_,_                 | 2 | begins with neither the number of a word",
                "2,a,_,_,_,_,_,_,_,_                 | 2 | the number 2 where 1 comes next",
                "1,a,_,_,_,_,_,_,_,_;1,b,_,_,_,_,_,_,_,_ | 3 | the number 1 where 2 comes next",
                "1,a,_,_,_,_,_,_,_,_;\u00ff           | 3 | not UTF-8",
            })
    void leavesASentenceOutThatIsNoneAndGoesOn(String rows, long line, String reason) throws Exception {
        String file = "# sent_id = bad\n" + rows.replace(";", "\n") + "\n3,c\n\n1,Fine,_,_,_,_,_,_,_,_\n";
        ConllUSentences sentences = new ConllUSentences(
                new ByteArrayInputStream(file.replace(',', '\t').getBytes(StandardCharsets.ISO_8859_1)));
        MalformedLineException refusal = catchThrowableOfType(MalformedLineException.class, sentences::next);

        assertThat(refusal).hasMessageContaining(reason);
        assertThat(sentences.number()).isEqualTo(line);
        assertThat(sentences.next())
                .isNotNull()
                .extracting(next -> next.json().path("text").asText())
                .isEqualTo("Fine");
        assertThat(sentences.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# text = a;1,a,_,_,_,_,_,_,_,_                     | CONLL_U",
                "\ufeff1-2,a,_,_,_,_,_,_,_,_                        | CONLL_U",
                ";# a heading;She left.                             | NONE",
                "{\"text\":\"a\"}                                   | NONE",
                "''                                                 | NONE",
                "# only a comment                                   | NONE",
                "#begin document (a); part 000                      | CONLL_2012",
                "bc/a 0 0 She PRP (TOP(S(NP*) - - - A * (ARG0*) -   | CONLL_2012",
                "We saw 12 13 and 14 of them on a Monday and left.  | NONE",
            })
    void tellsColumnsByTheirFirstLine(String lines, ConllContent expected) throws Exception {
        String input = lines.replace(';', '\n').replace(',', '\t');
        BufferedInputStream stream = new BufferedInputStream(stream(input));

        assertThat(ConllContent.of(stream)).isEqualTo(expected);
        assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(input);
    }

    private static List<SentenceEvent> events(String commas) throws Exception {
        ConllUSentences sentences = new ConllUSentences(stream(commas.replace(',', '\t')));
        List<SentenceEvent> events = new ArrayList<>();
        for (SentenceLine line = sentences.next(); line != null; line = sentences.next()) {
            events.add(line.event());
        }
        return events;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
