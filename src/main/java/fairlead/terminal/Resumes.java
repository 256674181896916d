package fairlead.terminal;

import fairlead.access.Person;
import fairlead.admission.Admissions;
import fairlead.admission.NotAdmitted;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.telemetry.SpanFailure;
import fairlead.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;

/** Attaches new connections to running terminals. */
final class Resumes {
  private final TerminalList terminals;
  private final Admissions admissions;
  private final TerminalTelemetry telemetry;

  Resumes(TerminalList terminals, Admissions admissions, TerminalTelemetry telemetry) {
    this.terminals = terminals;
    this.admissions = admissions;
    this.telemetry = telemetry;
  }

  @SuppressWarnings("try") // a scope is there to be closed
  void attach(Connection connection, ClientMessage.Attach wish) throws Refused {
    Span span = telemetry.attaching(connection);
    try (Scope scope = span.makeCurrent()) {
      attach(connection, wish, span);
    } catch (Refused e) {
      String error = e.failure().label();
      if (e.failure().kind().isError()) {
        SpanFailure.record(span, error);
      } else {
        SpanFailure.refuse(span, error);
      }
      throw e;
    } finally {
      span.end();
    }
  }

  private void attach(Connection connection, ClientMessage.Attach wish, Span span) throws Refused {
    Person person = connection.person();
    // For another person's terminal the answer is the same as for one that does not exist.
    Terminal terminal =
        terminals
            .find(person, wish.terminal())
            .orElseThrow(() -> new Refused(Failure.NO_SUCH_TERMINAL));
    if (!terminal.token().redeem(wish.token(), person.login())) {
      throw new Refused(Failure.OUTDATED_TOKEN);
    }
    allow(person, terminal);
    terminal.trace().attaching(span);
    String token = terminal.token().issue(person.login());
    connection.show(terminal);
    terminal.attach(
        connection.viewer(),
        wish.output(),
        wish.input(),
        wish.size(),
        at -> {
          terminal.trace().attached(span, at);
          return ServerMessage.attached(
              token, terminal.host(), at, terminal.input().credit(), TraceParent.of(span));
        });
    if (connection.left()) {
      terminal.detach(connection.viewer(), connection.code());
    }
  }

  /** If the policy no longer allows this person, attaching ends the terminal. */
  private void allow(Person person, Terminal terminal) throws Refused {
    try {
      admissions.returning(person, terminal.admission());
    } catch (NotAdmitted e) {
      telemetry.metrics().refused(e.label());
      terminal.end(e);
      throw e;
    }
  }
}
