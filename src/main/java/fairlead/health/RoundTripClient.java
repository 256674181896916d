package fairlead.health;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A client of {@code /health-check/}. */
public interface RoundTripClient extends AutoCloseable {
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  Response roundTrip();

  @Override
  void close();
}
