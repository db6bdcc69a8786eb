package dev.srlstream.quickstart.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionTest {
    @Test
    void namesItsMetricsAndNothingElse() {
        Expression expression = new Expression("here", """
                (sum by (job, le) (rate(a_total{stage=~"x|y"}[5m])) / on (job) group_left scalar(max(b:c:sum) > 1e9))
                  unless on (job) up == 0 and last_over_time(d[1d]) > bool 0.5
                """);

        assertThat(expression.selectors()).containsExactly("a_total{stage=~\"x|y\"}", "b:c:sum", "d", "up");
        assertThat(expression.metrics()).containsExactly("a_total", "b:c:sum", "d", "up");
    }
}
