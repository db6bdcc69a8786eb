package dev.srlstream.archive;

import dev.srlstream.archive.TarMembers.Member;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The members of an archive that are no plain files, by path. Links among them are followed inside the archive only. */
public final class TarLinks {
    private static final int MAX_HOPS = 8;

    private final Map<String, Member> byPath = new HashMap<>();

    public void add(Member member) {
        byPath.put(member.path(), member);
    }

    public Collection<Member> all() {
        return byPath.values();
    }

    /** The member that stands where a file or one of its folders should be. */
    public Optional<Member> inTheWayOf(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (byPath.containsKey(path.substring(0, end))) {
                return Optional.of(Objects.requireNonNull(byPath.get(path.substring(0, end))));
            }
        }
        return Optional.ofNullable(byPath.get(path));
    }

    /** Where a path leads to; nothing when out of the archive, in a circle, or to no link. */
    public Optional<String> follow(String path) {
        String place = path;
        for (int hops = 0; hops < MAX_HOPS; hops++) {
            Optional<Member> link = inTheWayOf(place);
            if (link.isEmpty()) {
                return Optional.of(place);
            }
            Optional<String> next = target(link.get());
            if (next.isEmpty() || next.get().equals(place)) {
                return next;
            }
            place = next.get() + place.substring(link.get().path().length());
        }
        return Optional.empty();
    }

    private static Optional<String> target(Member link) {
        String target = link.target();
        if (target.isEmpty() || target.startsWith("/")) {
            return Optional.empty();
        }
        Deque<String> steps = new ArrayDeque<>();
        String from = link.special().equals(TarMembers.SYMBOLIC_LINK)
                ? link.path().substring(0, link.path().lastIndexOf('/') + 1)
                : "";
        for (String step : (from + target).split("/", -1)) {
            if (step.equals("..") && steps.pollLast() == null) {
                return Optional.empty();
            } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                steps.addLast(step);
            }
        }
        return Optional.of(String.join("/", steps));
    }
}
