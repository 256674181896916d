package fairlead.demo;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.pty4j.unix.UnixPtyProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A login shell on a pseudo-terminal, for one SSH channel. */
final class PtyShell implements Command {
  private InputStream fromClient;
  private OutputStream toClient;
  private ExitCallback exit;
  private PtyProcess shell;

  @Override
  public void setInputStream(InputStream in) {
    fromClient = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    toClient = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    // A pseudo-terminal has one stream.
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.putAll(environment.getEnv());
    String program = variables.getOrDefault("SHELL", "/bin/sh");
    if (!new File(program).canExecute()) {
      program = "/bin/sh";
    }
    shell =
        new PtyProcessBuilder(new String[] {program, "-l"})
            .setEnvironment(variables)
            .setDirectory(System.getProperty("user.home"))
            .setInitialColumns(number(environment, Environment.ENV_COLUMNS, 80))
            .setInitialRows(number(environment, Environment.ENV_LINES, 24))
            .start();
    environment.addSignalListener(
        (from, signal) ->
            shell.setWinSize(
                new WinSize(
                    number(environment, Environment.ENV_COLUMNS, 80),
                    number(environment, Environment.ENV_LINES, 24))),
        Signal.WINCH);
    thread("demo shell input", this::copyInput);
    thread("demo shell output", this::copyOutput);
  }

  @Override
  public void destroy(ChannelSession channel) {
    if (shell instanceof UnixPtyProcess unix) {
      // As a terminal that is closed does: an interactive shell ignores SIGTERM.
      int unused = unix.hangup();
    } else if (shell != null) {
      shell.destroy();
    }
  }

  private void copyInput() {
    try {
      copy(fromClient, shell.getOutputStream());
    } catch (IOException e) {
      // One side is gone; the shell's end tells.
      shell.destroy();
    }
  }

  private void copyOutput() {
    try {
      copy(shell.getInputStream(), toClient);
    } catch (IOException e) {
      // A pseudo-terminal whose shell has ended reads as an error.
      shell.destroy();
    }
    try {
      exit.onExit(shell.waitFor());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      to.flush();
    }
  }

  private static int number(Environment environment, String name, int otherwise) {
    try {
      return Integer.parseInt(environment.getEnv().getOrDefault(name, ""));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
