package dev.srlstream.quickstart;

import dev.srlstream.config.Settings;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * What to try while the demo keeps running.
 *
 * @param url of the console
 */
record Suggestions(Settings settings, Optional<String> url) {
    void print(PrintWriter err) {
        // The launcher says how it was called, so that the lines can be copied.
        String srl = System.getProperty("srl.command", "./srl");
        String brokers = " --bootstrap-servers " + settings.bootstrapServers();
        String both = brokers + " --registry " + settings.schemaRegistryUrl();
        err.println();
        url.ifPresent(address -> err.println("The console, which shows all of it in a browser: " + address));
        err.println("Everything keeps running until Ctrl-C. In another terminal, try:");
        err.println("  echo 'The cat chased the mouse.' | " + srl + " publish" + both);
        err.println("  " + srl + " frames" + both + " --follow");
        err.println("  " + srl + " frames" + both + " --json --max 1");
        err.println("  " + srl + " diagnostics" + both);
        err.println("  " + srl + " rejections" + brokers);
    }
}
