package dev.srlstream.messages;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fixed words of an expression that makes a text. */
final class Words {
    private static final String VARIABLE = "…";
    private static final Pattern CONVERSION = Pattern.compile("%(\\d+\\$)?[-#+ 0,(]*\\d*(\\.\\d+)?[a-zA-Z]");
    private static final int DEEPEST_CONSTANT = 3;

    private Words() {}

    /**
     * The words, with … for what differs; null where the expression is no text with words of its own.
     *
     * @param constants what constants stand for, by their names as they are written in this file
     */
    static @Nullable String of(ExpressionTree expression, Map<String, ExpressionTree> constants) {
        return of(expression, constants, 0);
    }

    private static @Nullable String of(ExpressionTree expression, Map<String, ExpressionTree> constants, int depth) {
        if (expression instanceof ParenthesizedTree inside) {
            return of(inside.getExpression(), constants, depth);
        }
        if (expression instanceof LiteralTree literal) {
            return literal.getValue() instanceof String text ? text : null;
        }
        if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            String left = of(sum.getLeftOperand(), constants, depth);
            String right = of(sum.getRightOperand(), constants, depth);
            return left == null && right == null ? null : orVariable(left) + orVariable(right);
        }
        if (expression instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree method
                && method.getIdentifier().contentEquals("formatted")) {
            String format = of(method.getExpression(), constants, depth);
            return format == null ? null : filled(format, call.getArguments(), constants, depth);
        }
        ExpressionTree value = depth < DEEPEST_CONSTANT ? constants.get(expression.toString()) : null;
        return value == null ? null : of(value, constants, depth + 1);
    }

    /** The format with the words of those arguments that have some. */
    private static String filled(
            String format, List<? extends ExpressionTree> arguments, Map<String, ExpressionTree> constants, int depth) {
        StringBuilder words = new StringBuilder();
        Matcher conversion = CONVERSION.matcher(format);
        int next = 0;
        while (conversion.find()) {
            String place = conversion.group(1);
            int index = place == null ? next++ : Integer.parseInt(place.replace("$", "")) - 1;
            String argument = index < arguments.size() ? of(arguments.get(index), constants, depth) : null;
            conversion.appendReplacement(words, Matcher.quoteReplacement(orVariable(argument)));
        }
        return conversion.appendTail(words).toString().replace("%%", "%");
    }

    private static String orVariable(@Nullable String words) {
        return words == null ? VARIABLE : words;
    }
}
