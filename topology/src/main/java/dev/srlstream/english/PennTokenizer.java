package dev.srlstream.english;

import dev.srlstream.wordpiece.PythonWhitespace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the words of English text by the conventions of the Penn Treebank, as the English Web Treebank and OntoNotes have them: hyphens
 * are words except behind a prefix, contractions are split, abbreviations keep their dot. Words are never rewritten: each is a piece of
 * the text, none goes over white space or divides a character that people see as one, and together they cover all that is not white
 * space. Safe from any thread.
 */
final class PennTokenizer {
    private static final String LETTER = "[\\p{L}\\p{M}\\p{N}_&&[^\\u02BC]]";

    private static final String END = "(?!" + LETTER + ")";

    /** Letters and digits; a soft hyphen, a joiner or a space of no width stays where more letters follow. */
    private static final String LETTERS =
            LETTER + "(?:" + LETTER + "|[\\u00AD\\u200B-\\u200D\\u2060\\uFEFF]++(?=" + LETTER + "))*+";

    private static final String APOSTROPHE = "['\\u2018\\u2019\\u02BC\\u00B4`\\uFF07]";

    private static final String NUMBER =
            "(?:\\p{Nd}++(?:[.:/\\u2044]\\p{Nd}++|,\\p{Nd}{3}(?!\\p{Nd})){0,12}+\\p{No}*+|\\.\\p{Nd}++|\\p{No}++)";

    /** What the Penn Treebank parts from the number before it. */
    private static final String UNIT =
            "(?:[cdkmn\\u00B5\\u03BC]?m|km/h|[kK]|bn|mn|[km]?g|m?l|[KMGTkmgt]i?[Bb]|k?W|[kMG]?Hz|kbps|mph"
                    + "|lbs?|oz|ft|yrs?|hrs?|min|secs?|[aApP]\\.?[mM]\\.?)";

    private static final String PREFIX =
            "(?i:e|ante|anti|arch|bi|bio|co|counter|cross|cyber|de|ex|extra|hyper|infra|inter|intra|macro"
                    + "|mega|meta|micro|mid|mini|multi|neo|non|over|para|post|pre|pro|proto|pseudo|re|semi|sub|super|supra|tele|trans|tri|ultra|un"
                    + "|under|uni|vice)";

    /** What follows {@code its} where it stands for {@code it's}. */
    private static final String NOT_OWNED =
            "a|an|the|not|just|been|so|my|your|our|his|her|this|that|no|gonna|going|probably|definitely|actually"
                    + "|still|never|because|really|too|always|like";

    private static final String DOMAIN =
            "(?:com|org|net|edu|gov|mil|info|io|ai|dev|uk|de|fr|eu|jp|cn|au|ca|tv|us|COM|ORG|NET)";

    private static final String EXTENSION =
            "(?:html?|php|pdf|docx?|xlsx?|pptx?|txt|csv|json|xml|ya?ml|md|js|ts|py|java|jar|exe|zip|gz|tar"
                    + "|png|jpe?g|gif|mp3|mp4|DOC|PDF|XLS)";

    /** In this order; the first that fits is taken. */
    private static final Pattern WORD = Pattern.compile(
            String.join(
                    "|",
                    "(?<address>(?:\\p{L}[\\p{L}\\p{Nd}+.-]{1,9}://|www\\.|mailto:)[^<>\"|\\u00AB\\u00BB\\u201C\\u201D]++)",
                    "[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}" + END,
                    "[@#]\\p{L}" + LETTER + "*+",
                    // Emoticons.
                    "[:;=][-'^o]?(?:[()\\[\\]|*\\\\]++|[DPpOo3/])" + END + "|<3" + END + "|\\^_+\\^|-_+-",
                    // Names of computers, files, packages and settings.
                    LETTERS + "(?:[._-]" + LETTERS + "){0,8}\\.(?:" + DOMAIN + "|" + EXTENSION + ")" + END
                            + "(?:/[\\p{L}\\p{N}_.%?=&#/~+-]*[\\p{L}\\p{N}/])?",
                    "(?:/[\\p{L}\\p{N}_.~-]{1,64}){2,20}+/?" + END,
                    "(?<!" + LETTER + ")\\." + EXTENSION + END,
                    "\\p{Ll}{2,}+(?:\\.\\p{Ll}{2,}+){1,10}+" + END,
                    "[vV]?\\p{Nd}++(?:\\.\\p{Nd}++){1,5}+(?:\\.[xX])?" + END,
                    "\\p{Lu}\\+\\+|[CF]#" + END + "|\\.NET" + END,
                    // U.S., a.m., Ph.D.
                    "(?:\\p{L}\\.){2,8}(?!\\p{L}{2})|(?:\\p{L}\\.){1,7}\\p{L}" + END
                            + "|Ph\\.[Dd]\\.?|\\p{L}\\.\\p{Lu}\\p{Ll}\\.",
                    "[\\p{Lu}&&[^I]]\\.(?=\\s+\\p{Lu})",
                    "(?<abbreviation>\\p{L}{1,8}\\.)(?!\\p{L})",
                    "(?i:b/c|w/o|c/o|n/a|l/c|a/c|i/o|24/7)" + END + "|w/|\\p{Lu}{1,5}&\\p{Lu}{1,5}" + END,
                    // Telephones, dates, amounts, times, fractions; the unit is a word of its own.
                    "(?<!" + LETTER + ")\\+\\p{Nd}++(?:-\\p{Nd}++){0,8}+" + END + "|\\p{Nd}++(?:-\\p{Nd}++){2,6}+" + END
                            + "|\\p{Nd}{3}-\\p{Nd}{4}(?![-\\p{L}\\p{N}])",
                    "\\p{Nd}++(?:,\\p{Nd}++){0,8}+(?:st|nd|rd|th|ST|ND|RD|TH|" + APOSTROPHE + "?s)" + END,
                    NUMBER + "(?=" + UNIT + END + ")|" + NUMBER + END,
                    APOSTROPHE + "(?i:em|til|tis|twas|cause|bout|round|n|[0-9]{2}s?|s|re|ve|ll|d|m)" + END,
                    "(?<contraction>(?i:its))(?=\\s+(?i:" + NOT_OWNED + ")" + END + ")",
                    "(?<word>(?:(?<!-)" + PREFIX + "-" + LETTERS + "(?!-\\p{L})|" + LETTERS + ")(?:(?:" + APOSTROPHE
                            + "|\\*++|@)" + LETTERS + "){0,8})",
                    // Marks, alone or several of a kind.
                    "\\.{2,}+|[.!?]?[!?]++|(?<mark>[^\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Cs}\\p{So}\"])\\k<mark>++",
                    "(?<emoji>(?=\\p{So})\\X)(?:\\k<emoji>(?![\\p{M}\\p{Sk}\\u200D]))*+|\\X"),
            Pattern.DOTALL);

    /** English stops at two, as in {@code could|n't|'ve}; hostile text does not. */
    private static final int MOST_SPLITS = 2;

    /** What can end a sentence or close a bracket belongs to no address before it. */
    private static final String NOT_LAST = ".,;:!?'\")]}\u2019\u2026";

    /** The words in their order. */
    List<Span> tokenize(String text) {
        List<Span> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text).useTransparentBounds(true);
        int begin = 0;
        while (begin < text.length()) {
            int end = begin;
            while (end < text.length() && !PythonWhitespace.contains(text.charAt(end))) {
                end++;
            }
            int letters = plainLetters(text, begin, end);
            if (letters > begin && (letters == end || (letters == end - 1 && endsWord(text, begin, letters)))) {
                addParts(text, begin, letters, MOST_SPLITS, words);
                begin = letters;
            }
            while (begin < end && matcher.region(begin, end).lookingAt()) {
                int wordEnd = end(text, matcher);
                if (matcher.start("contraction") >= 0) {
                    words.add(new Span(begin, wordEnd - 1));
                    words.add(new Span(wordEnd - 1, wordEnd));
                } else {
                    boolean cut = matcher.start("abbreviation") >= 0 && wordEnd < matcher.end();
                    boolean divisible = cut || matcher.start("word") >= 0;
                    addParts(text, begin, wordEnd, divisible ? MOST_SPLITS : 0, words);
                }
                begin = wordEnd;
            }
            begin = end + 1;
        }
        return words;
    }

    /** Where several letters of the alphabet end that stand at the beginning: most words are no more, and need no pattern. */
    private static int plainLetters(String text, int begin, int end) {
        int index = begin;
        while (index < end && (text.charAt(index) | 0x20) >= 'a' && (text.charAt(index) | 0x20) <= 'z') {
            index++;
        }
        boolean its = index - begin == 3 && text.regionMatches(true, begin, "its", 0, 3);
        return index - begin > 1 && !its ? index : begin;
    }

    /** Whether a mark that nothing follows is no part of the letters before it. */
    private static boolean endsWord(String text, int begin, int mark) {
        char c = text.charAt(mark);
        return c == ',' || (c == '.' && !Abbreviations.keepsDot(text.substring(begin, mark), text.substring(mark + 1)));
    }

    private static int end(String text, Matcher matcher) {
        int begin = matcher.start();
        int end = matcher.end();
        if (matcher.start("address") >= 0) {
            while (end > begin + 1 && NOT_LAST.indexOf(text.charAt(end - 1)) >= 0 && !closes(text, begin, end)) {
                end--;
            }
        } else if (matcher.start("abbreviation") >= 0
                && !Abbreviations.keepsDot(text.substring(begin, end - 1), text.substring(end))) {
            end--;
        }
        return end;
    }

    /** Whether an address ends with a bracket that it opens, as many of an encyclopedia's do. */
    private static boolean closes(String text, int begin, int end) {
        return text.charAt(end - 1) == ')' && text.substring(begin, end).indexOf('(') >= 0;
    }

    private static void addParts(String text, int begin, int end, int splits, List<Span> words) {
        int split = splits > 0 ? Contractions.splitPoint(text.substring(begin, end)) : 0;
        if (split == 0) {
            words.add(new Span(begin, end));
        } else {
            addParts(text, begin, begin + split, splits - 1, words);
            words.add(new Span(begin + split, end));
        }
    }
}
