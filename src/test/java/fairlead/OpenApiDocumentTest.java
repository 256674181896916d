package fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.failure.ErrorMessage;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Test;

/** docs/openapi.yaml, which the server shows at {@code /openapi.yaml}, describes the resources. */
class OpenApiDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/openapi.yaml");
  private static final Path GENERATED = Path.of("target/openapi.yaml");

  @Test
  void theDocumentIsThatOfTheResources() throws IOException {
    String generated = generated();
    Files.writeString(GENERATED, generated);
    assertEquals(
        generated, Files.readString(DOCUMENT), "Copy " + GENERATED + " to " + DOCUMENT + ".");
  }

  private static String generated() throws IOException {
    Indexer indexer = new Indexer();
    try (Stream<Path> classes = Files.walk(Path.of("target/classes/fairlead"))) {
      for (Path file : classes.filter(one -> one.toString().endsWith(".class")).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          indexer.index(in);
        }
      }
    }
    return SmallRyeOpenAPI.builder()
        .withConfig(none())
        .withApplicationClassLoader(OpenApiDocumentTest.class.getClassLoader())
        .withIndex(indexer.complete())
        .addFilter(new WithFailures())
        .build()
        .toYAML();
  }

  /** Without a setting: the defaults of the generator. */
  private static Config none() {
    return (Config)
        Proxy.newProxyInstance(
            Config.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) -> {
              if (method.getReturnType() == Optional.class) {
                return Optional.empty();
              }
              return method.getReturnType() == Iterable.class ? List.of() : null;
            });
  }

  /** Every operation may be refused or fail, which ErrorMapper answers. */
  private static final class WithFailures implements OASFilter {
    @Override
    public Operation filterOperation(Operation operation) {
      operation
          .getResponses()
          .addAPIResponse(
              "default",
              OASFactory.createAPIResponse()
                  .description("A refusal or a failure (docs/PROTOCOL.md, Failures)")
                  .content(
                      OASFactory.createContent()
                          .addMediaType(
                              "application/json",
                              OASFactory.createMediaType()
                                  .schema(
                                      OASFactory.createSchema()
                                          .ref(ErrorMessage.class.getSimpleName())))));
      return operation;
    }
  }
}
