package fairlead.hosts.ec2;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The clients of AWS's services, for one configuration. They retry with exponential backoff and
 * jitter, and slow down when AWS throttles requests.
 */
final class Aws implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final String SESSION = "fairlead";

  private final Duration callTimeout;
  private final ServiceUrls urls;
  private final SdkHttpClient http;
  private final DefaultCredentialsProvider own = DefaultCredentialsProvider.builder().build();
  private final Map<String, StsClient> sts = new HashMap<>();
  private final Map<Account, StsAssumeRoleCredentialsProvider> roles = new HashMap<>();
  private final Map<AccountRegion, Ec2Client> clients = new HashMap<>();

  Aws(Duration callTimeout, ServiceUrls urls) {
    this.callTimeout = callTimeout;
    this.urls = urls;
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(callTimeout)
            .build();
  }

  synchronized Ec2Client ec2(AccountRegion place) {
    return clients.computeIfAbsent(
        place,
        one ->
            configured(Ec2Client.builder(), one.region(), urls.ec2())
                .httpClient(http)
                .credentialsProvider(provider(one.account()))
                .build());
  }

  /** The credentials that sign requests to this account; those of a role are valid for an hour. */
  AwsCredentials credentials(Account account) {
    return provider(account).resolveCredentials();
  }

  SdkHttpClient http() {
    return http;
  }

  /** The URL of a service in a region, with the domain of the region's AWS partition. */
  static String url(String service, String region) {
    String domain = PartitionMetadata.of(Region.of(region)).dnsSuffix();
    return "https://" + service + "." + region + "." + domain;
  }

  ServiceUrls urls() {
    return urls;
  }

  private synchronized AwsCredentialsProvider provider(Account account) {
    if (account.role().isEmpty()) {
      return own;
    }
    return roles.computeIfAbsent(
        account,
        one ->
            StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.computeIfAbsent(one.regions().get(0), this::sts))
                .refreshRequest(
                    request ->
                        request
                            .roleArn(one.role().orElseThrow())
                            .roleSessionName(SESSION)
                            .externalId(one.externalId().orElse(null)))
                .build());
  }

  private StsClient sts(String region) {
    return configured(StsClient.builder(), region, urls.sts())
        .httpClient(http)
        .credentialsProvider(own)
        .build();
  }

  private <B extends AwsClientBuilder<B, C>, C> B configured(
      B builder, String region, Optional<URI> url) {
    url.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.adaptiveRetryStrategy())
                .apiCallTimeout(callTimeout)
                .build());
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(Ec2Client::close);
    roles.values().forEach(StsAssumeRoleCredentialsProvider::close);
    sts.values().forEach(StsClient::close);
    own.close();
    http.close();
  }
}
