package fairlead.testing.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4, as a service checks it: computed again from what was received. */
public final class Signature {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Signature() {}

  /**
   * A request as it was received.
   *
   * @param query undecoded, or empty
   * @param headers with names in lower case
   */
  public record Received(
      String method, String path, String query, Map<String, String> headers, String body) {}

  /**
   * Why a request that is signed by its header is refused, or empty.
   *
   * @param secrets of access keys, null for one that is not known
   */
  public static Optional<String> wrongHeader(Received request, UnaryOperator<String> secrets) {
    String header = request.headers().getOrDefault("authorization", "");
    if (!header.startsWith(ALGORITHM + " ")) {
      return Optional.of("MissingAuthenticationToken");
    }
    Map<String, String> parts = new TreeMap<>();
    for (String part : header.substring(ALGORITHM.length() + 1).split(", *", -1)) {
      parts.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
    }
    String hash = request.headers().getOrDefault("x-amz-content-sha256", hash(request.body()));
    return check(
        request,
        parts.get("Credential"),
        parts.get("SignedHeaders"),
        parts.get("Signature"),
        request.headers().get("x-amz-date"),
        SKEW,
        hash,
        query(request.query()),
        secrets);
  }

  /** Why a request that is signed by its query is refused, or empty. */
  public static Optional<String> wrongQuery(Received request, UnaryOperator<String> secrets) {
    Map<String, String> query = query(request.query());
    String signature = query.remove("X-Amz-Signature");
    if (!ALGORITHM.equals(query.get("X-Amz-Algorithm")) || signature == null) {
      return Optional.of("MissingAuthenticationToken");
    }
    return check(
        request,
        query.get("X-Amz-Credential"),
        query.get("X-Amz-SignedHeaders"),
        signature,
        query.get("X-Amz-Date"),
        Duration.ofSeconds(Long.parseLong(query.get("X-Amz-Expires"))),
        hash(""),
        query,
        secrets);
  }

  /** A query's names and values, decoded. */
  public static Map<String, String> query(String raw) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int sign = pair.indexOf('=');
      query.put(
          URLDecoder.decode(sign < 0 ? pair : pair.substring(0, sign), UTF_8),
          sign < 0 ? "" : URLDecoder.decode(pair.substring(sign + 1), UTF_8));
    }
    return query;
  }

  private static Optional<String> check(
      Received request,
      String credential,
      String signedHeaders,
      String signature,
      String date,
      Duration goodFor,
      String hash,
      Map<String, String> query,
      UnaryOperator<String> secrets) {
    Instant signed = Instant.from(DATE.parse(date));
    if (signed.plus(goodFor).isBefore(Instant.now()) || signed.minus(SKEW).isAfter(Instant.now())) {
      return Optional.of("RequestExpired");
    }
    String[] scope = credential.split("/", -1);
    String secret = secrets.apply(scope[0]);
    if (secret == null) {
      return Optional.of("InvalidClientTokenId");
    }
    StringBuilder headers = new StringBuilder();
    for (String name : signedHeaders.split(";", -1)) {
      headers.append(name).append(':').append(request.headers().get(name).strip()).append('\n');
    }
    String canonical =
        String.join(
            "\n",
            request.method(),
            request.path(),
            query.entrySet().stream()
                .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                .collect(Collectors.joining("&")),
            headers,
            signedHeaders,
            hash);
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            date,
            credential.substring(credential.indexOf('/') + 1),
            hash(canonical));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (int i = 1; i < scope.length; i++) {
      key = hmac(key, scope[i]);
    }
    return hex(hmac(key, toSign)).equals(signature)
        ? Optional.empty()
        : Optional.of("SignatureDoesNotMatch");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(String text) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
