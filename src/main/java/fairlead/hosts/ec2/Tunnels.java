package fairlead.hosts.ec2;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Opens WebSockets to Instance Connect Endpoints. The signature in the URL authorizes the request.
 */
final class Tunnels {
  /** The longest that AWS allows; AWS then closes the tunnel. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Short, because the URL is used at once and authorizes anyone who has it. */
  private static final Duration SIGNED_FOR = Duration.ofSeconds(60);

  private final Aws aws;

  // Its threads end when neither this object nor a tunnel refers to it.
  private HttpClient http;

  Tunnels(Aws aws) {
    this.aws = aws;
  }

  private synchronized HttpClient http() {
    if (http == null) {
      http = HttpClient.newHttpClient();
    }
    return http;
  }

  TunnelLink open(ConnectEndpoint to, Duration timeout) throws IOException {
    TunnelLink link = new TunnelLink(timeout);
    CompletableFuture<WebSocket> opening;
    try {
      opening =
          http().newWebSocketBuilder().connectTimeout(timeout).buildAsync(url(to), link.listener());
    } catch (SdkException e) {
      throw new IOException(AwsProblem.sentence("ec2-instance-connect:OpenTunnel", e), e);
    }
    boolean open = false;
    try {
      opening.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      open = true;
      return link;
    } catch (TimeoutException e) {
      throw new IOException(to.name() + " did not answer in time.", e);
    } catch (ExecutionException e) {
      throw new IOException(sentence(to, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      if (!open) {
        // This also aborts a WebSocket that opens later.
        link.close();
      }
    }
  }

  private URI url(ConnectEndpoint to) {
    URI base = aws.urls().tunnel().orElseGet(() -> URI.create("wss://" + to.endpoint().dnsName()));
    boolean secure = base.getScheme().equals("wss");
    // The signature covers the query and the host's name, but not the scheme.
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol(secure ? "https" : "http")
            .host(base.getHost())
            .port(base.getPort() < 0 ? null : Integer.valueOf(base.getPort()))
            .encodedPath("/openTunnel")
            .putRawQueryParameter("instanceConnectEndpointId", to.endpoint().id())
            .putRawQueryParameter("remotePort", String.valueOf(to.port()))
            .putRawQueryParameter("privateIpAddress", to.address())
            .putRawQueryParameter("maxTunnelDuration", String.valueOf(LONGEST.toSeconds()))
            .build();
    URI signed =
        AwsV4HttpSigner.create()
            .sign(
                one ->
                    one.identity(aws.credentials(to.place().account()))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2-instance-connect")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, to.place().region())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, SIGNED_FOR))
            .request()
            .getUri();
    return URI.create(signed.toString().replaceFirst("^http", "ws"));
  }

  private static String sentence(ConnectEndpoint to, Throwable cause) {
    if (cause instanceof WebSocketHandshakeException refused) {
      int status = refused.getResponse().statusCode();
      return switch (status) {
        case 401, 403 ->
            to.name()
                + " denied access (HTTP "
                + status
                + "). Add ec2-instance-connect:OpenTunnel to the policy of the role.";
        case 404 -> to.name() + " is gone (HTTP 404); the list is read again soon.";
        default -> to.name() + " refused the tunnel (HTTP " + status + ").";
      };
    }
    return to.name() + " cannot be reached.";
  }
}
