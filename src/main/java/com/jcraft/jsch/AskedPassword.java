package com.jcraft.jsch;

import java.util.Arrays;

/** The method {@code password}, and the change of one that has expired (RFC 4252 §8). */
final class AskedPassword extends UserAuth {
  /** As OpenSSH's NumberOfPasswordPrompts. */
  private static final int ATTEMPTS = 3;

  private static final int CHANGE_REQUEST = 60;

  @Override
  public boolean start(Session session) throws Exception {
    super.start(session);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      byte[] password = given(((Applicant) userinfo).password(attempt > 0));
      try {
        send(session, password, null);
        if (accepted(session, password)) {
          return true;
        }
      } finally {
        Arrays.fill(password, (byte) 0);
      }
    }
    return false;
  }

  private boolean accepted(Session session, byte[] password) throws Exception {
    while (true) {
      buf = Authentication.answer(session, buf, (Applicant) userinfo);
      int type = buf.getCommand() & 0xff;
      if (type == SSH_MSG_USERAUTH_SUCCESS) {
        return true;
      }
      if (type == SSH_MSG_USERAUTH_FAILURE) {
        Authentication.failed(session, buf);
        return false;
      }
      if (type != CHANGE_REQUEST) {
        throw new JSchException("password: " + type);
      }
      Authentication.skipHeader(buf);
      String instruction = Util.byte2str(buf.getString());
      byte[] fresh = given(((Applicant) userinfo).newPassword(instruction));
      try {
        send(session, password, fresh);
      } finally {
        Arrays.fill(fresh, (byte) 0);
      }
    }
  }

  private void send(Session session, byte[] password, byte[] fresh) throws Exception {
    Authentication.begin(packet, buf, username, "password");
    buf.putByte((byte) (fresh == null ? 0 : 1));
    buf.putString(password);
    if (fresh != null) {
      buf.putString(fresh);
    }
    session.write(packet);
  }

  private static byte[] given(byte[] password) throws JSchAuthCancelException {
    if (password == null) {
      throw new JSchAuthCancelException("password");
    }
    return password;
  }
}
