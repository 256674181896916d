package com.jcraft.jsch;

import java.util.Arrays;
import java.util.List;

/**
 * Authenticates as ssh(1) does (RFC 4252): whenever a host has accepted one method and wants
 * another, all that can be offered is tried once more, from the first. JSch tries each method once,
 * so that a host which wants two keys ({@code AuthenticationMethods publickey,publickey}) lets
 * nobody in; and it tells neither of answers that a host refused nor of questions that have no end.
 *
 * <p>JSch begins with the method {@code none}; this takes its place and does not return before the
 * host has decided. It is in JSch's package because packets can be sent and received only there.
 */
public final class Authentication extends UserAuthNone {
  /** Methods that a host may want one after the other. */
  private static final int STEPS = 10;

  @Override
  public boolean start(Session session) throws Exception {
    if (super.start(session)) {
      return true;
    }
    Applicant applicant = (Applicant) session.getUserInfo();
    applicant.attempting();
    UnusedKeys keys = new UnusedKeys(session.getIdentityRepository());
    session.setIdentityRepository(keys);
    String accepted = String.valueOf(getMethods());
    for (int step = 0; step < STEPS; step++) {
      try {
        if (authenticate(session, accepted)) {
          return true;
        }
        break;
      } catch (JSchPartialAuthException partial) {
        accepted = partial.getMethods();
        keys.next();
      }
    }
    applicant.refused(accepted);
    // JSch would go on with its own methods.
    throw new JSchException("Auth fail");
  }

  private static boolean authenticate(Session session, String accepted) throws Exception {
    List<String> there = Arrays.asList(accepted.split(",", -1));
    for (String name : session.getConfig("PreferredAuthentications").split(",", -1)) {
      if (there.contains(name) && method(name).start(session)) {
        return true;
      }
    }
    return false;
  }

  private static UserAuth method(String name) throws JSchException {
    return switch (name) {
      case "publickey" -> new UserAuthPublicKey();
      case "keyboard-interactive" -> new AskedQuestions();
      case "password" -> new AskedPassword();
      default -> throw new JSchException("No such method: " + name);
    };
  }

  /**
   * Reads what is no banner.
   *
   * @return with its type next
   */
  static Buffer answer(Session session, Buffer buffer, Applicant applicant) throws Exception {
    for (int banners = 0; banners < MESSAGES; banners++) {
      Buffer read = session.read(buffer);
      if ((read.getCommand() & 0xff) != SSH_MSG_USERAUTH_BANNER) {
        return read;
      }
      skipHeader(read);
      applicant.showMessage(Util.byte2str(read.getString()));
    }
    throw new JSchException("Banners without end");
  }

  /** Messages in a row that ask nothing. */
  static final int MESSAGES = 100;

  /** The length, the padding's length and the type. */
  static void skipHeader(Buffer buffer) {
    buffer.getInt();
    buffer.getByte();
    buffer.getByte();
  }

  /** The host refused; an exception when it only wants another method, too. */
  static void failed(Session session, Buffer buffer) throws JSchPartialAuthException {
    skipHeader(buffer);
    String accepted = Util.byte2str(buffer.getString());
    if (buffer.getByte() != 0) {
      throw new JSchPartialAuthException(accepted);
    }
    session.auth_failures++;
  }

  static void begin(Packet packet, Buffer buffer, String user, String method) {
    packet.reset();
    buffer.putByte((byte) SSH_MSG_USERAUTH_REQUEST);
    buffer.putString(Util.str2byte(user));
    buffer.putString(Util.str2byte("ssh-connection"));
    buffer.putString(Util.str2byte(method));
  }
}
