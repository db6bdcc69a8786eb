package dev.srlstream.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigTransformer;

/**
 * What a settings file may write for values that stand elsewhere, as Kafka spells them ({@link Lookups#SPELLINGS}), anywhere in a
 * value. What is found is taken as it is. Kafka leaves what it does not find as text; here that is a fault, so there is a
 * spelling for text that looks like a reference: two dollar signs and the brace stand for one and the brace.
 */
final class References {
    private static final String OPENING = "${";
    private static final String ESCAPED = "$${";

    /** With its groups: provider, path or null, name. */
    private static final Pattern REFERENCE = ConfigTransformer.DEFAULT_PATTERN;

    private static final int PROVIDER = 1;
    private static final int PATH = 3;
    private static final int NAME = 4;

    private final Lookups lookups;
    private final Set<String> kafkasOwn;

    /**
     * @param environment variables of the process
     * @param kafkasOwn the providers that Kafka's clients have been given; references to them in settings of Kafka are left to these
     */
    References(Map<String, String> environment, Set<String> kafkasOwn) {
        this.lookups = new Lookups(environment);
        this.kafkasOwn = kafkasOwn;
    }

    /**
     * The value with what it refers to.
     *
     * @throws UnresolvedReference with the fault and its cure; never with a part of the value that may be a secret
     */
    String resolve(String key, String value) throws UnresolvedReference {
        StringBuilder resolved = new StringBuilder();
        Matcher reference = REFERENCE.matcher(value);
        int at = 0;
        while (at < value.length()) {
            if (value.startsWith(ESCAPED, at)) {
                resolved.append(OPENING);
                at += ESCAPED.length();
            } else if (value.startsWith(OPENING, at)) {
                if (!reference.region(at, value.length()).lookingAt()) {
                    throw new UnresolvedReference(
                            "has ${ without what makes it a reference: write %s, or $${ for a dollar sign and a brace"
                                    .formatted(Lookups.SPELLINGS));
                }
                resolved.append(resolve(key, reference));
                at = reference.end();
            } else {
                resolved.append(value.charAt(at));
                at++;
            }
        }
        return resolved.toString();
    }

    private String resolve(String key, Matcher reference) throws UnresolvedReference {
        String provider = reference.group(PROVIDER);
        if (isKafkas(key, provider)) {
            return reference.group();
        }
        if (!Lookups.knows(provider)) {
            throw new UnresolvedReference(
                    "asks for a value from %s, and there is no such provider: write %s, or $${ for a dollar sign and a brace"
                            .formatted(Secrets.mask(key, provider), Lookups.SPELLINGS));
        }
        return lookups.find(provider, reference.group(PATH), reference.group(NAME));
    }

    /** Whether a value that is taken as it stands looks as if somebody expected it to be resolved. */
    boolean isMistaken(String key, String value) {
        return REFERENCE
                .matcher(value)
                .results()
                .map(found -> found.group(PROVIDER))
                .anyMatch(provider -> Lookups.knows(provider) && !isKafkas(key, provider));
    }

    private boolean isKafkas(String key, String provider) {
        return key.startsWith(PassThrough.KAFKA) && kafkasOwn.contains(provider);
    }
}
