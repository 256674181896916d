package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageTest {
  @Test
  void everyMessageOfTheProtocolIsRead() throws Refused {
    assertEquals(
        new ClientMessage.Open("web", null, new Size(80, 24)),
        parse("{'type':'open','host':'web','columns':80,'rows':24}"));
    assertEquals(
        new ClientMessage.Attach("t", "k", 5, 6, new Size(80, 24)),
        parse(
            "{'type':'attach','terminal':'t','token':'k','output':5,'input':6,'columns':80,'rows':24,'traceparent':'00-a-b-01'}"));
    assertEquals(
        new ClientMessage.Resize(new Size(1000, 1)),
        parse("{'type':'resize','columns':65535,'rows':-1}"));
    assertEquals(new ClientMessage.Ack(7), parse("{'type':'ack','output':7}"));
    assertEquals(new ClientMessage.Interrupt(), parse("{'type':'interrupt'}"));
    assertEquals(new ClientMessage.End(), parse("{'type':'end','traceparent':'00-a-b-01'}"));
    assertEquals(new ClientMessage.Ping(1.5), parse("{'type':'ping','t':1.5}"));
    assertEquals(new ClientMessage.Pong(1.5), parse("{'type':'pong','t':1.5}"));
    ClientMessage.Answer answer =
        (ClientMessage.Answer) parse("{'type':'answer','id':3,'values':['a','']}");
    assertEquals("a", new String(answer.values()[0]));
    assertNull(((ClientMessage.Answer) parse("{'type':'answer','id':3,'values':null}")).values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{'type':1}",
        "{'type':'shout'}",
        "{'type':'open','host':'web','columns':80}",
        "{'type':'open','host':7,'columns':80,'rows':24}",
        "{'type':'open','host':'','columns':80,'rows':24}",
        "{'type':'open','host':'web','columns':'80','rows':24}",
        "{'type':'open','host':'web','columns':1e999,'rows':24}",
        "{'type':'open','host':'web','columns':80,'rows':24,'colour':1}",
        "{'type':'ack','output':-1}",
        "{'type':'ack','output':1.5}",
        "{'type':'ack','output':9007199254740992}",
        "{'type':'answer','id':1,'values':'hunter2'}",
        "{'type':'answer','id':1,'values':[1]}",
        "{'type':'end'}{'type':'end'}"
      })
  void whatIsNotInTheProtocolIsRefusedWithASentence(String text) {
    Refused refused = assertThrows(Refused.class, () -> parse(text));
    assertEquals(Failure.BAD_MESSAGE, refused.failure());
    assertFalse(refused.getMessage().isBlank());
  }

  @Test
  void aRefusalNeverRepeatsWhatWasSent() {
    Refused refused =
        assertThrows(Refused.class, () -> parse("{'type':'answer','id':1,'values':[hunter2]}"));
    assertFalse(refused.getMessage().contains("hunter2"));
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "[".repeat(30_000) + "]".repeat(30_000);
    assertThrows(Refused.class, () -> parse("{'type':'end','x':" + deep + "}"));
  }

  private static ClientMessage parse(String text) throws Refused {
    return ClientMessage.parse(text.replace('\'', '"'));
  }
}
