package dev.srlstream.english;

import java.util.Locale;
import java.util.Set;

/** Words that keep the dot behind them. */
final class Abbreviations {
    /** In lower case. */
    private static final Set<String> ALWAYS = words("""
            mr mrs ms mx dr drs prof profs rev messrs mlle mme capt cmdr lt sgt cpl maj adm sen sens gov govs pres supt atty jr sr esq
            mt ft ave blvd rd hwy bldg apt dept univ inc corp ltd co bros assn intl natl pvt
            jan feb apr jul aug sept sep oct nov tue tues thu thur thurs fri
            vol vols chap eds eq vs etc ect al cf esp approx attn misc incl hrs
            ala ariz calif colo conn fla kan ky md mich minn neb nev okla tenn tex va vt wis wyo
            """);

    /** These are words, too, or names of units: at the end of a text their dot ends the sentence. */
    private static final Set<String> BEFORE_MORE =
            words("st sts ste gen mon wed jun dec c v yr yrs min mins hr lb lbs oz div ca et");

    /** These in lower case are abbreviations before a number only. */
    private static final Set<String> BEFORE_NUMBERS = words(
            "fig figs sec art ch p pp ed ext col rep reps hon cos mar sat sun tel fax cal del ga ill ind la mass miss mo ore pa wash");

    /** These before a number only, however they are written. */
    private static final Set<String> NUMBERED = Set.of("no", "nos");

    private Abbreviations() {}

    private static Set<String> words(String words) {
        return Set.of(words.strip().split("\\s+"));
    }

    /**
     * Whether a dot belongs to the word before it.
     *
     * @param word without the dot
     * @param rest what comes after the dot
     */
    static boolean keepsDot(String word, String rest) {
        if (rest.startsWith(".")) {
            return false;
        }
        String plain = word.toLowerCase(Locale.ROOT);
        if (ALWAYS.contains(plain)) {
            return true;
        }
        boolean more = rest.codePoints().anyMatch(Character::isLetterOrDigit);
        if (!more) {
            return false;
        }
        boolean number = Character.isDigit(rest.stripLeading().codePointAt(0));
        return BEFORE_MORE.contains(plain)
                || (BEFORE_NUMBERS.contains(plain) && (number || !Character.isLowerCase(word.codePointAt(0))))
                || (NUMBERED.contains(plain) && number);
    }
}
