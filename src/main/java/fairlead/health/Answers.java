package fairlead.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** What MicroProfile Health answers with: all of it is known already when somebody asks. */
@ApplicationScoped
public class Answers {
  @Inject Board board;
  @Inject Draining draining;

  @Produces
  @Liveness
  @ApplicationScoped
  HealthCheck server() {
    return () -> answer("server");
  }

  @Produces
  @Startup
  @ApplicationScoped
  HealthCheck started() {
    return () -> HealthCheckResponse.named("started").status(board.complete()).build();
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck redis() {
    return () -> answer("redis");
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck disk() {
    return () -> answer("disk");
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck hostsFile() {
    return () -> answer("hosts-file");
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck policyFile() {
    return () -> answer("policy-file");
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck capacity() {
    return () -> answer("capacity");
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck draining() {
    return () ->
        draining
            .since()
            .map(
                since ->
                    HealthCheckResponse.named("draining")
                        .down()
                        .withData("since", since.toString())
                        .withData("why", "This server is being taken out of service.")
                        .build())
            .orElseGet(() -> HealthCheckResponse.up("draining"));
  }

  private HealthCheckResponse answer(String name) {
    State.View view = board.view(name);
    HealthCheckResponseBuilder answer = HealthCheckResponse.named(name).status(view.up());
    if (view.since() != null) {
      answer.withData("since", view.since().toString());
    }
    if (!view.note().isEmpty()) {
      answer.withData(view.up() ? "note" : "why", view.note());
    }
    return answer.build();
  }
}
