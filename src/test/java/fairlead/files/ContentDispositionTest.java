package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ContentDispositionTest {
  @Test
  void nameCannotLeaveTheHeader() {
    assertEquals(
        "attachment; filename*=UTF-8''a%22%3B%0D%0A%20%C3%BC%2F",
        ContentDisposition.header("a\";\r\n ü/"));
  }
}
