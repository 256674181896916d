package fairlead.ssh.jsch;

import com.jcraft.jsch.JSchException;
import fairlead.concurrent.Managed;
import fairlead.concurrent.Scheduler;
import fairlead.ssh.ConnectRequest;
import fairlead.ssh.SshException;
import fairlead.ssh.SshSettings;
import fairlead.ssh.dial.Resolver;
import fairlead.ssh.login.CertificateAuthority;
import fairlead.telemetry.Scopes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** Connects to hosts over their routes and begins what each session is for. */
@ApplicationScoped
class Connector {
  private SshSettings settings;
  private Resolver resolver;
  private CertificateAuthority authority;
  private Scheduler clock;
  private ThreadFactory threads;
  private Tracer tracer;
  private SshMetrics metrics;

  /** What a session is for. It must begin within the channel's deadline. */
  interface Purpose<T> {
    T begin(HostSession session) throws JSchException, IOException;
  }

  /** For the CDI container. */
  protected Connector() {}

  @Inject
  Connector(
      SshSettings settings,
      Resolver resolver,
      CertificateAuthority authority,
      Scheduler clock,
      @Managed ThreadFactory threads,
      OpenTelemetry openTelemetry) {
    this.settings = settings;
    this.resolver = resolver;
    this.authority = authority;
    this.clock = clock;
    this.threads = threads;
    tracer = openTelemetry.getTracer(Scopes.NAME);
    metrics = new SshMetrics(openTelemetry);
  }

  SshSettings settings() {
    return settings;
  }

  Resolver resolver() {
    return resolver;
  }

  CertificateAuthority authority() {
    return authority;
  }

  ThreadFactory threads() {
    return threads;
  }

  ScheduledExecutorService scheduler() {
    return clock.executor();
  }

  /**
   * Connects, authenticates and begins. Waits for the hosts and for the person.
   *
   * @param quiet called when all bytes received from the host were handed over, before waiting for
   *     more
   * @return what {@code purpose} began, which closes the session later
   * @throws SshException when this fails; nothing is left open then
   */
  <T> T open(ConnectRequest request, Runnable quiet, Purpose<T> purpose) throws SshException {
    ConnectTrace trace =
        new ConnectTrace(tracer, metrics, request.destination(), request.interaction());
    SshException.Reason error = SshException.Reason.PROTOCOL;
    try (ConnectAttempt attempt = new ConnectAttempt(this, request, quiet)) {
      T begun = begin(attempt.connect(trace), purpose);
      error = null;
      return begun;
    } catch (SshException e) {
      error = e.reason();
      throw e;
    } finally {
      trace.end(error);
    }
  }

  private static <T> T begin(HostSession session, Purpose<T> purpose) throws SshException {
    boolean begun = false;
    try (ConnectDeadlines deadlines = session.opening()) {
      deadlines.channel();
      T result = purpose.begin(session);
      begun = true;
      return result;
    } catch (JSchException | IOException | RuntimeException e) {
      throw Diagnosis.of(session.destination(), session.opening(), e);
    } finally {
      if (!begun) {
        session.close();
      }
    }
  }
}
