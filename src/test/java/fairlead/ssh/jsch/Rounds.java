package fairlead.ssh.jsch;

import java.util.List;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractive;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.session.ServerSession;

/** Asks several times, which MINA's own authentication cannot. */
final class Rounds extends UserAuthKeyboardInteractiveFactory
    implements KeyboardInteractiveAuthenticator {
  private final int rounds;
  private final int fields;
  private int round;

  Rounds(int rounds, int fields) {
    this.rounds = rounds;
    this.fields = fields;
  }

  @Override
  public InteractiveChallenge generateChallenge(
      ServerSession session, String user, String language, String methods) {
    InteractiveChallenge challenge = new InteractiveChallenge();
    challenge.setInteractionName("");
    challenge.setInteractionInstruction("Round " + ++round);
    challenge.setLanguageTag("");
    for (int i = 0; i < fields; i++) {
      challenge.addPrompt("Field: ", false);
    }
    return challenge;
  }

  @Override
  public boolean authenticate(ServerSession session, String user, List<String> answers) {
    return answers.equals(List.of("answer " + round));
  }

  @Override
  public UserAuthKeyboardInteractive createUserAuth(ServerSession session) {
    return new UserAuthKeyboardInteractive() {
      @Override
      protected Boolean doValidateAuthResponse(
          ServerSession on, String user, KeyboardInteractiveAuthenticator questions, Buffer answers)
          throws Exception {
        Boolean right = super.doValidateAuthResponse(on, user, questions, answers);
        if (!right || round == rounds) {
          return right;
        }
        Buffer nothing = new ByteArrayBuffer();
        nothing.putString("");
        nothing.putString("");
        return doInitialAuth(on, user, questions, nothing);
      }
    };
  }
}
