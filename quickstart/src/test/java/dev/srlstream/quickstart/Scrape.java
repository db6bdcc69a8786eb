package dev.srlstream.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a service's HTTP port answers. */
record Scrape(String url) {
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(1))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    String metrics() throws IOException, InterruptedException {
        return get("metrics").body();
    }

    /**
     * The sum of the series whose lines begin so, in one scrape; 0 where there is none.
     *
     * @param series a name, and labels as they are written, from the first on
     */
    double sum(String series) throws IOException, InterruptedException {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
