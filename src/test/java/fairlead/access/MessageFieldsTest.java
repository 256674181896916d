package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fairlead.failure.Refused;
import org.junit.jupiter.api.Test;

class MessageFieldsTest {
  @Test
  void fieldsAreTakenOnceByTypeAndNoneIsLeftOver() throws Exception {
    MessageFields fields = MessageFields.parse("{\"a\":\"x\",\"b\":[\"1\",\"2\"],\"c\":3}");
    assertEquals("x", fields.text("a", 1));
    assertEquals(2, fields.secrets("b").length);
    assertThrows(Refused.class, fields::finish);
    assertEquals(3, fields.offset("c"));
    fields.finish();
    assertThrows(Refused.class, () -> fields.text("c", 9));
  }

  @Test
  void nothingElseIsAMessage() {
    for (String text :
        new String[] {
          "",
          "[]",
          "1",
          "{",
          "{}{}",
          "{\"a\":1}x",
          "{\"a\":1,\"a\":1}",
          "{\"a\":{}}",
          "{\"a\":[[]]}",
          "{\"a\":[{}]}",
          "{'a':1}",
          "{\"a\":}",
          "[".repeat(60_000),
          "{\"a\":" + "[".repeat(60_000),
          "{\"a\":".repeat(10_000)
        }) {
      Refused bad = assertThrows(Refused.class, () -> MessageFields.parse(text), text);
      assertFalse(bad.getMessage().contains("Exception"), bad.getMessage());
    }
  }

  @Test
  void aNumberOfAnyLengthCostsNothing() {
    for (String number : new String[] {"1e999999999", "-1", "0.5", "9".repeat(5_000)}) {
      String text = "{\"a\":" + number + "}";
      assertThrows(Refused.class, () -> MessageFields.parse(text).offset("a"), number);
    }
  }
}
