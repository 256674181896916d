package fairlead.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Who gives tokens to scripts: JSON Web Tokens, signed by RS256 (RFC 7519, RFC 7515). */
public final class TokenIssuer {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair keys;
  private final String issuer;
  private final String audience;

  private TokenIssuer(KeyPair keys, String issuer, String audience) {
    this.keys = keys;
    this.issuer = issuer;
    this.audience = audience;
  }

  public static TokenIssuer create(String issuer, String audience) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return new TokenIssuer(generator.generateKeyPair(), issuer, audience);
  }

  /** Writes the public key as PEM. */
  public Path publicKey(Path directory) throws IOException {
    String lines = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
    return Files.writeString(
        directory.resolve("issuer.pem"),
        "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n");
  }

  /** Seconds, as in a token. */
  public long now() {
    return Instant.now().getEpochSecond();
  }

  /** A good one, for robot, an operator, for the next five minutes. */
  public String token() throws GeneralSecurityException {
    return signed(claims());
  }

  public String with(String claim, String value) throws GeneralSecurityException {
    return signed(Json.createObjectBuilder(claims()).add(claim, value).build());
  }

  public String with(String claim, long value) throws GeneralSecurityException {
    return signed(Json.createObjectBuilder(claims()).add(claim, value).build());
  }

  public String without(String claim) throws GeneralSecurityException {
    return signed(Json.createObjectBuilder(claims()).remove(claim).build());
  }

  /** One that claims to need no signature. */
  public String unsigned() {
    return encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encode(claims().toString()) + ".";
  }

  private JsonObject claims() {
    JsonArrayBuilder groups = Json.createArrayBuilder().add("operator").add("night shift");
    return Json.createObjectBuilder()
        .add("iss", issuer)
        .add("aud", audience)
        .add("sub", "robot")
        .add("upn", "robot")
        .add("jti", UUID.randomUUID().toString())
        .add("iat", now() - 7200)
        .add("exp", now() + 300)
        .add("groups", groups)
        .build();
  }

  private String signed(JsonObject claims) throws GeneralSecurityException {
    String text = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encode(claims.toString());
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(text.getBytes(UTF_8));
    return text + "." + BASE64.encodeToString(signature.sign());
  }

  private static String encode(String json) {
    return BASE64.encodeToString(json.getBytes(UTF_8));
  }
}
