package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A client of {@code fairlead.v1} that comes back: it opens one terminal and keeps it over every
 * loss of its connection, with nothing lost and nothing doubled in either direction.
 *
 * <p>It pings, as every client should: under load Java's WebSocket now and then has no socket any
 * more and tells nobody (seen with Java 17, once in some ten runs of a flood over a network that
 * cuts it).
 */
final class ResumingClient implements AutoCloseable {
  private static final int ACK_EVERY = 32 * 1024;
  private static final int FRAME = 16 * 1024;
  private static final long ANSWER_SECONDS = 10;
  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

  private final Browserless person;
  private final int port;
  private final String host;
  private final Consumer<byte[]> output;
  private final Thread thread = new Thread(this::run, "resuming-client");

  private Link link;
  private String terminal;
  private String token;
  private long credit;
  private long arrived;
  private long acked;
  // Typed and not yet acknowledged; its first byte has the offset inputAcked.
  private byte[] kept = {};
  private long inputAcked;
  private long sent;
  private int attaches;
  private boolean over;
  private String failure;

  /**
   * @param output is given every byte once, in order
   */
  ResumingClient(Browserless person, int port, String host, Consumer<byte[]> output) {
    this.person = person;
    this.port = port;
    this.host = host;
    this.output = output;
    thread.setDaemon(true);
    thread.start();
  }

  /** Types; waits while more than the credit is on its way. */
  synchronized void type(byte[] bytes) throws InterruptedException {
    while (kept.length > 512 * 1024 && failure == null) {
      wait();
    }
    byte[] longer = Arrays.copyOf(kept, kept.length + bytes.length);
    System.arraycopy(bytes, 0, longer, kept.length, bytes.length);
    kept = longer;
    notifyAll();
  }

  /** How often it took its terminal up again. */
  synchronized int attaches() {
    return attaches;
  }

  /** Why it gave up, or null. */
  synchronized String failure() {
    return failure;
  }

  @Override
  public synchronized void close() {
    over = true;
    notifyAll();
  }

  private void run() {
    try {
      while (!isOver()) {
        try {
          live(connect());
        } catch (IOException | TimeoutException | ExecutionException lost) {
          // Lost: that is what this client is for. It comes back after a moment.
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      fail(String.valueOf(e));
    }
  }

  private synchronized boolean isOver() {
    return (over && link == null) || failure != null;
  }

  private synchronized void fail(String why) {
    failure = why;
    notifyAll();
  }

  private Link connect()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    if (terminal != null && token == null) {
      // The answer that brought the next token was lost on its way.
      String answer = person.call("POST", "/api/terminals/" + terminal + "/token").body();
      token = Json.createReader(new StringReader(answer)).readObject().getString("token");
    }
    Link next = new Link();
    synchronized (this) {
      link = next;
    }
    next.socket = person.connect(port, next).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    String first;
    synchronized (this) {
      first =
          terminal == null
              ? "{\"type\":\"open\",\"host\":\"" + host + "\",\"columns\":80,\"rows\":24}"
              : "{\"type\":\"attach\",\"terminal\":\"%s\",\"token\":\"%s\",\"output\":%d,\"input\":%d,\"columns\":80,\"rows\":24}"
                  .formatted(terminal, token, arrived, sent);
      token = null;
    }
    next.text(first);
    return next;
  }

  /** Sends input and acknowledgements until the connection is lost, or all is over. */
  private void live(Link with)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    while (true) {
      byte[] frame = {};
      long acknowledge = -1;
      long now = System.nanoTime();
      boolean ping = with.ready && now - with.pinged > PING_NANOS;
      synchronized (this) {
        if (with.lost || now - with.heard > SILENCE_NANOS) {
          throw new IOException("lost");
        }
        if (over) {
          link = null;
          with.ending = true;
        }
        if (with.ready) {
          int from = (int) (sent - inputAcked);
          int to = (int) Math.min(Math.min(kept.length, credit), from + FRAME);
          frame = from < to ? Arrays.copyOfRange(kept, from, to) : frame;
          sent += frame.length;
          boolean idle = frame.length == 0;
          if (arrived - acked >= ACK_EVERY || (idle && arrived > acked)) {
            acked = arrived;
            acknowledge = arrived;
          }
          if (idle && acknowledge < 0) {
            wait(50);
          }
        } else {
          wait(50);
        }
      }
      if (with.ending) {
        with.text("{\"type\":\"end\"}");
        return;
      }
      if (ping) {
        with.pinged = now;
        with.text("{\"type\":\"ping\",\"t\":0}");
      }
      if (acknowledge >= 0) {
        with.text("{\"type\":\"ack\",\"output\":" + acknowledge + "}");
      }
      if (frame.length > 0) {
        with.socket.sendBinary(ByteBuffer.wrap(frame), true).get(ANSWER_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private synchronized void told(Link by, JsonObject message) {
    if (by != link) {
      return;
    }
    switch (message.getString("type")) {
      case "opened" -> {
        terminal = message.getString("terminal");
        token = message.getString("token");
        credit = message.getInt("credit");
        by.ready = true;
      }
      case "attached" -> {
        long skipped = message.getJsonNumber("skipped").longValue();
        long from = message.getJsonNumber("output").longValue();
        if (skipped != 0 || from != arrived) {
          fail("resumed at " + from + " instead of " + arrived + ", " + skipped + " skipped");
        }
        token = message.getString("token");
        accepted(message.getJsonNumber("input").longValue());
        sent = inputAcked;
        acked = arrived;
        attaches++;
        by.ready = true;
      }
      case "ack" -> accepted(message.getJsonNumber("input").longValue());
      case "failed" -> {
        int code = message.getInt("code");
        if (code != 4404 || terminal == null) {
          fail(message.toString());
        }
      }
      default -> {
        // Progress, pings and notices: nothing to do for them within seconds.
      }
    }
    notifyAll();
  }

  private void accepted(long offset) {
    kept = Arrays.copyOfRange(kept, (int) (offset - inputAcked), kept.length);
    inputAcked = offset;
  }

  /** One connection. */
  private final class Link implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;
    private boolean ready;
    private boolean lost;
    private boolean ending;
    private long pinged = System.nanoTime();
    private volatile long heard = pinged;

    void text(String message) throws InterruptedException, ExecutionException, TimeoutException {
      socket.sendText(message, true).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      heard = System.nanoTime();
      synchronized (ResumingClient.this) {
        if (this == link) {
          byte[] bytes = new byte[data.remaining()];
          data.get(bytes);
          arrived += bytes.length;
          output.accept(bytes);
          ResumingClient.this.notifyAll();
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      heard = System.nanoTime();
      text.append(data);
      if (last) {
        told(this, Json.createReader(new StringReader(text.toString())).readObject());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      lose();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      lose();
    }

    private void lose() {
      synchronized (ResumingClient.this) {
        lost = true;
        ResumingClient.this.notifyAll();
      }
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
