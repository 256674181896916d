package fairlead.health;

import fairlead.redis.Redis;
import fairlead.redis.RedisUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/** Checks whether Redis answers, if one is configured. */
@Readiness
@Advisory
@ApplicationScoped
public class RedisProbe extends Probe {
  private Redis redis;

  /** For the CDI container. */
  protected RedisProbe() {}

  @Inject
  RedisProbe(Redis redis) {
    this.redis = redis;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public ProbeResult look() {
    if (!redis.configured()) {
      return ProbeResult.well("Not configured.");
    }
    try {
      redis.ping();
      return ProbeResult.well();
    } catch (RedisUnavailable away) {
      return ProbeResult.down(away.getMessage());
    }
  }
}
