package dev.srlstream.quickstart.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromtoolTest {
    private static InstalledProgram.Result promtool(String... words) throws Exception {
        return InstalledProgram.required("promtool").run("", words);
    }

    @Test
    void theRulesAreValid() throws Exception {
        InstalledProgram.Result result = promtool("check", "rules", AlertRules.FILE.toString());

        assertThat(result.exitCode()).as(result.said()).isZero();
    }

    @Test
    void eachAlertFiresAndIsSilentWhereItShould() throws Exception {
        InstalledProgram.Result result = promtool("test", "rules", AlertRules.CASES.toString());

        assertThat(result.exitCode()).as(result.said()).isZero();
    }
}
