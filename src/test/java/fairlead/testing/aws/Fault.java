package fairlead.testing.aws;

/** What {@link AwsServer} answers instead. */
public record Fault(int status, String code) {}
