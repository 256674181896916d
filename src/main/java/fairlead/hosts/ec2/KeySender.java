package fairlead.hosts.ec2;

import fairlead.ssh.SshException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Pushes public keys to instances: EC2 Instance Connect's {@code SendSSHPublicKey} (AWS JSON 1.1).
 * It is one small JSON request, which does not justify the thousand classes of the SDK's client.
 * Credentials, signature and connection come from the SDK.
 */
final class KeySender {
  private static final String ACTION = "ec2-instance-connect:SendSSHPublicKey";
  private static final int ATTEMPTS = 3;
  private static final int PAUSE_MILLIS = 400;
  private static final int ANSWER_BYTES = 64 * 1024;

  private final Aws aws;

  KeySender(Aws aws) {
    this.aws = aws;
  }

  /** The status and the error code of a response. */
  private record Answer(int status, String code) {
    boolean well() {
      return status == 200;
    }

    boolean throttled() {
      return status == 429
          || code.startsWith("Throttling")
          || code.equals("TooManyRequestsException");
    }

    boolean again() {
      return throttled() || status >= 500;
    }
  }

  /**
   * Has the instance accept a key for this user, for 60 seconds.
   *
   * @param host the display name of the instance
   * @param key a line as in {@code authorized_keys}
   */
  void send(AccountRegion place, String instance, String zone, String host, String user, String key)
      throws SshException {
    String body =
        Json.createObjectBuilder()
            .add("InstanceId", instance)
            .add("InstanceOSUser", user)
            .add("SSHPublicKey", key)
            .add("AvailabilityZone", zone)
            .build()
            .toString();
    try {
      Answer answer = ask(place, body);
      for (int tried = 1; answer.again() && tried < ATTEMPTS; tried++) {
        pause(tried);
        answer = ask(place, body);
      }
      if (!answer.well()) {
        throw refused(host, instance, user, answer);
      }
    } catch (SdkException e) {
      throw failed(host, AwsProblem.sentence(ACTION, e), e);
    } catch (IOException e) {
      throw failed(host, AwsProblem.unreachable(ACTION), e);
    }
  }

  private Answer ask(AccountRegion place, String body) throws IOException {
    ContentStreamProvider payload = ContentStreamProvider.fromUtf8String(body);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(url(place))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "AWSEC2InstanceConnectService.SendSSHPublicKey")
            .putHeader(
                "Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length))
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                one ->
                    one.identity(aws.credentials(place.account()))
                        .request(request)
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2-instance-connect")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, place.region()));
    HttpExecuteResponse response =
        aws.http()
            .prepareRequest(
                HttpExecuteRequest.builder()
                    .request(signed.request())
                    .contentStreamProvider(payload)
                    .build())
            .call();
    try (InputStream in =
        response
            .responseBody()
            .map(InputStream.class::cast)
            .orElse(InputStream.nullInputStream())) {
      String text = new String(in.readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8);
      return new Answer(response.httpResponse().statusCode(), code(text));
    }
  }

  private URI url(AccountRegion place) {
    return aws.urls()
        .instanceConnect()
        .orElseGet(() -> URI.create(Aws.url("ec2-instance-connect", place.region())));
  }

  /** {@code {"__type": "namespace#Code"}} */
  private static String code(String text) {
    try {
      JsonObject answer = Json.createReader(new StringReader(text)).readObject();
      String type = answer.getString("__type", "");
      return type.substring(type.indexOf('#') + 1);
    } catch (JsonException notJson) {
      return "";
    }
  }

  private static SshException refused(String host, String instance, String user, Answer answer) {
    Map<String, String> why =
        Map.of(
            "EC2InstanceNotFoundException",
            "the instance no longer exists",
            "EC2InstanceStateInvalidException",
            "the instance is not running",
            "EC2InstanceUnavailableException",
            "the instance is not reachable for EC2 Instance Connect at the moment",
            "InvalidArgsException",
            "EC2 Instance Connect does not accept a key for " + user + " there");
    String known = why.get(answer.code());
    if (known != null) {
      return new SshException(
          SshException.Reason.UNREACHABLE, host + " (" + instance + "): " + known + ".");
    }
    String code = answer.code().isEmpty() ? "HTTP " + answer.status() : answer.code();
    return failed(host, AwsProblem.sentence(ACTION, code, answer.throttled()), null);
  }

  private static SshException failed(String host, String sentence, Throwable cause) {
    return new SshException(SshException.Reason.KEY_FILE, host + ": " + sentence, cause);
  }

  /** Backs off exponentially, with jitter, because others were throttled at the same moment. */
  private static void pause(int tried) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(
          ThreadLocalRandom.current().nextInt(PAUSE_MILLIS / 2, PAUSE_MILLIS) << (tried - 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
