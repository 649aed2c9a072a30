package io.parkapp.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parkapp.notifications.Carrier.NotDelivered;
import io.parkapp.notifications.Carrier.NotDelivered.Why;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/// How others' HTTP interfaces are asked to carry a message: with an end to every wait, and following nobody anywhere.
final class HttpCarrier {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final int WORDS_LENGTH_MAX = 200;
    private static final int WORDS_BYTES_MAX = 1_000;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final String name;
    private final Why unauthorized;
    private final RestClient client;

    private HttpCarrier(String name, Why unauthorized) {
        this.name = name;
        this.unauthorized = unauthorized;
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECT_MAX)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(ANSWER_MAX);
        this.client = RestClient.builder()
                .requestFactory(requests)
                .defaultStatusHandler(status -> !status.is2xxSuccessful(), (request, answer) -> {
                    throw refusal(answer);
                })
                .build();
    }

    /// Of a service where we have an account: when it does not let us in, no message fares better.
    ///
    /// @param name as people know it
    static HttpCarrier ofOurAccount(String name) {
        return new HttpCarrier(name, Why.UNREACHABLE);
    }

    /// Of a service where each reader has an address: when it does not let us in there, that says nothing of the
    /// others.
    ///
    /// @param name as people know it
    static HttpCarrier ofReadersAddresses(String name) {
        return new HttpCarrier(name, Why.REFUSED);
    }

    /// @param call does not return before the whole answer is there, and throws unless it is a success
    void call(Consumer<RestClient> call) throws NotDelivered {
        try {
            call.accept(client);
        } catch (RestClientResponseException refused) {
            throw new NotDelivered(why(refused), words(refused), refused, retryAfter(refused.getResponseHeaders()));
        } catch (ResourceAccessException unreachable) {
            throw new NotDelivered(Why.UNREACHABLE, name + " cannot be reached", unreachable);
        }
    }

    /// With as much of what they say as is shown: nobody makes us hold more.
    private static RestClientResponseException refusal(ClientHttpResponse answer) throws IOException {
        return new RestClientResponseException(
                "refused",
                answer.getStatusCode(),
                answer.getStatusText(),
                answer.getHeaders(),
                beginning(answer),
                UTF_8);
    }

    private static byte[] beginning(ClientHttpResponse answer) {
        try {
            return answer.getBody().readNBytes(WORDS_BYTES_MAX);
        } catch (IOException brokenOff) {
            return new byte[0];
        }
    }

    private Why why(RestClientResponseException refused) {
        var status = refused.getStatusCode();
        if (status.value() == HttpStatus.UNAUTHORIZED.value()) {
            return unauthorized;
        }
        return status.is5xxServerError() || status.value() == HttpStatus.TOO_MANY_REQUESTS.value()
                ? Why.PASSING
                : Why.REFUSED;
    }

    /// How long they want to be left alone, in seconds or by their own clock.
    private static @Nullable Duration retryAfter(@Nullable HttpHeaders headers) {
        var wanted = headers == null ? null : headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (headers == null || wanted == null) {
            return null;
        }
        if (SECONDS.matcher(wanted).matches()) {
            return Duration.ofSeconds(Long.parseLong(wanted));
        }
        try {
            var until = headers.getFirstDate(HttpHeaders.RETRY_AFTER);
            var theirs = headers.getDate();
            return until < theirs || theirs < 0 ? null : Duration.ofMillis(until - theirs);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private String words(RestClientResponseException refused) {
        var body = Letter.oneLine(refused.getResponseBodyAsString());
        return name + " answered " + refused.getStatusCode().value() + ": "
                + body.substring(0, Math.min(body.length(), WORDS_LENGTH_MAX));
    }
}
