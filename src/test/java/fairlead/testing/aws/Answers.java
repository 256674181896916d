package fairlead.testing.aws;

import java.time.Instant;
import java.util.Map;

/** The XML of EC2 and STS. */
final class Answers {
  static final String ROLE_KEY = "ASIAROLEEXAMPLE";
  static final String ROLE_SECRET = "the/role/secret";
  static final String ROLE_TOKEN = "the-role-token";

  private Answers() {}

  static String role(Map<String, String> form) {
    if (!AwsServer.EXTERNAL_ID.equals(form.get("ExternalId"))) {
      throw new IllegalArgumentException("ExternalId");
    }
    return """
    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
    <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
    <SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>
    <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/a/b</Arn><AssumedRoleId>a:b</AssumedRoleId>
    </AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>
    """
        .formatted(ROLE_KEY, ROLE_SECRET, ROLE_TOKEN, Instant.now().plusSeconds(3600));
  }

  static String xml(String action, String content) {
    return "<%sResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>1</requestId>%s</%sResponse>"
        .formatted(action, content, action);
  }

  static String error(AwsServer.Call call, String code) {
    return call.action().equals("AssumeRole")
        ? "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
            .formatted(code)
        : "<Response><Errors><Error><Code>%s</Code><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>"
            .formatted(code);
  }
}
