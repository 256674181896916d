package com.jcraft.jsch;

import java.util.Arrays;

/** The method {@code keyboard-interactive} (RFC 4256). */
final class AskedQuestions extends UserAuth {
  /** As OpenSSH's NumberOfPasswordPrompts. */
  private static final int ATTEMPTS = 3;

  /** Questions at once; more are read, to be counted, than anybody is asked. */
  private static final int MOST = 1_000;

  private boolean refused;

  @Override
  public boolean start(Session session) throws Exception {
    super.start(session);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Authentication.begin(packet, buf, username, "keyboard-interactive");
      buf.putString(Util.empty);
      buf.putString(Util.empty);
      session.write(packet);
      boolean asked = false;
      for (int silent = 0; ; ) {
        buf = Authentication.answer(session, buf, (Applicant) userinfo);
        int type = buf.getCommand() & 0xff;
        if (type == SSH_MSG_USERAUTH_SUCCESS) {
          return true;
        }
        if (type == SSH_MSG_USERAUTH_FAILURE) {
          Authentication.failed(session, buf);
          break;
        }
        if (type != SSH_MSG_USERAUTH_INFO_REQUEST || silent == Authentication.MESSAGES) {
          throw new JSchException("keyboard-interactive: " + type);
        }
        boolean question = answer(session);
        asked |= question;
        silent = question ? 0 : silent + 1;
      }
      if (!asked) {
        // Nothing would be another answer the next time.
        return false;
      }
      refused = true;
    }
    return false;
  }

  /** Whether anything was asked, and not just said. */
  private boolean answer(Session session) throws Exception {
    Authentication.skipHeader(buf);
    String name = Util.byte2str(buf.getString());
    String instruction = Util.byte2str(buf.getString());
    buf.getString();
    int count = buf.getInt();
    if (count < 0 || count > MOST) {
      throw new JSchException("keyboard-interactive: " + count + " questions");
    }
    String[] labels = new String[count];
    boolean[] echo = new boolean[count];
    for (int i = 0; i < count; i++) {
      labels[i] = Util.byte2str(buf.getString());
      echo[i] = buf.getByte() != 0;
    }
    byte[][] answers =
        ((Applicant) userinfo).answers(name, instruction, labels, echo, refused && count > 0);
    if (answers == null) {
      throw new JSchAuthCancelException("keyboard-interactive");
    }
    if (count > 0) {
      refused = false;
    }
    packet.reset();
    buf.putByte((byte) SSH_MSG_USERAUTH_INFO_RESPONSE);
    buf.putInt(count);
    for (byte[] answer : answers) {
      buf.putString(answer);
      Arrays.fill(answer, (byte) 0);
    }
    session.write(packet);
    return count > 0;
  }
}
