package dev.srlstream.pickle;

import dev.srlstream.refusal.CheckpointException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The stack of a pickle machine, with its marks. Owned by one {@link Unpickler}. */
public final class PickleStack {
    private final PickleBytes bytes;
    private final List<Object> values = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();

    public PickleStack(PickleBytes bytes) {
        this.bytes = bytes;
    }

    public void clear() {
        values.clear();
        marks.clear();
    }

    public void push(Object value) {
        values.add(value);
    }

    public void mark() {
        marks.push(values.size());
    }

    public Object pop() throws CheckpointException {
        Object top = top();
        values.remove(values.size() - 1);
        return top;
    }

    /** The top value, which must be of the given type. */
    public <T> T top(Class<T> type) throws CheckpointException {
        Object top = top();
        if (!type.isInstance(top)) {
            throw bytes.refusal("applies an instruction to a value it is not meant for: the file is damaged");
        }
        return type.cast(top);
    }

    public <T> T pop(Class<T> type) throws CheckpointException {
        T top = top(type);
        values.remove(values.size() - 1);
        return top;
    }

    public Object top() throws CheckpointException {
        // What lies below a mark is out of reach until the mark is gone.
        if (values.size() <= (marks.isEmpty() ? 0 : marks.peek())) {
            throw bytes.refusal("takes a value from an empty stack: the file is damaged");
        }
        return values.get(values.size() - 1);
    }

    /** Takes the topmost values, the lowest first. */
    public List<Object> pop(int count) throws CheckpointException {
        int floor = marks.isEmpty() ? 0 : marks.peek();
        if (values.size() - count < floor) {
            throw bytes.refusal(
                    "takes " + count + " values from a stack of " + (values.size() - floor) + ": the file is damaged");
        }
        List<Object> above = values.subList(values.size() - count, values.size());
        List<Object> taken = new ArrayList<>(above);
        above.clear();
        return taken;
    }

    /** Takes everything above the last mark, and the mark. */
    public List<Object> popToMark() throws CheckpointException {
        if (marks.isEmpty()) {
            throw bytes.refusal("looks for a mark that was never set: the file is damaged");
        }
        List<Object> taken = pop(values.size() - marks.peek());
        marks.pop();
        return taken;
    }
}
