package fairlead.hosts.ec2;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * A failed request to AWS. The message is for a person and may be shown on the page. AWS's message
 * is only in the cause, because it may name roles and policies.
 */
final class AwsProblem extends Exception {
  private static final long serialVersionUID = 1;

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
  private static final Set<String> NOT_ALLOWED =
      Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "OptInRequired");
  private static final Set<String> NOT_KNOWN =
      Set.of(
          "AuthFailure",
          // AuthFailure, too: Java's HTTP client does not expose the body of this response.
          "HTTP 401",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "MissingAuthenticationToken");

  AwsProblem(String message, Throwable cause) {
    super(message, cause);
  }

  /** A request to the SDK. */
  interface Question<T> {
    T ask();
  }

  /**
   * Makes the request; turns a failure of the SDK into an {@link AwsProblem}.
   *
   * @param action its name in IAM
   */
  static <T> T asking(AccountRegion place, String action, Question<T> question) throws AwsProblem {
    try {
      return question.ask();
    } catch (SdkException e) {
      throw new AwsProblem("EC2 (" + place + "): " + sentence(action, e), e);
    }
  }

  static String sentence(String asked, SdkException e) {
    // The failed request was the one that assumes the role.
    String action = e instanceof StsException ? "sts:AssumeRole" : asked;
    if (e instanceof ApiCallTimeoutException) {
      return "AWS did not answer " + action + " in time.";
    }
    return e instanceof AwsServiceException answer
        ? sentence(action, code(answer), answer.isThrottlingException())
        : unreached(action, e);
  }

  static String sentence(String action, String code, boolean throttled) {
    if (throttled || code.equals("RequestLimitExceeded")) {
      return "AWS limits how often " + action + " may be asked (" + code + "); it is asked again.";
    }
    if (EXPIRED.contains(code)) {
      return "The AWS credentials have expired (" + code + "). Renew them; see docs/EC2.md.";
    }
    if (NOT_ALLOWED.contains(code)) {
      return "AWS does not allow " + action + " (" + code + "). Add it to the policy of the role.";
    }
    if (NOT_KNOWN.contains(code)) {
      return "AWS does not accept the credentials (" + code + "). See docs/EC2.md.";
    }
    return "AWS answered " + code + " to " + action + ".";
  }

  private static String unreached(String action, SdkException e) {
    // The SDK has no exception type for this.
    return String.valueOf(e.getMessage()).startsWith("Unable to load credentials")
        ? "There are no AWS credentials. See docs/EC2.md for where they are looked for."
        : unreachable(action);
  }

  static String unreachable(String action) {
    return "AWS cannot be reached for "
        + action
        + ". Check that this server's network allows connections to it.";
  }

  private static String code(AwsServiceException answer) {
    String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
    return code == null ? "HTTP " + answer.statusCode() : code;
  }
}
