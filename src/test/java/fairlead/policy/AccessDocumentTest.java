package fairlead.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.yaml.DocumentedLimits;
import fairlead.yaml.YamlFile;
import fairlead.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AccessDocumentTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void theExampleIsLoadedAndUsesEveryFieldThatThereIs() throws IOException, YamlProblem {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/ACCESS.md")));
    assertTrue(example.find());
    String text = example.group(1);
    List<Rule> rules = new PolicyYaml("policy.yaml").rules(text);
    assertEquals(4, rules.size());
    for (String field : PolicyYaml.FIELDS) {
      assertTrue(text.contains(" " + field + ":"), field);
    }
    for (String limit : PolicyYaml.LIMITS) {
      assertTrue(text.contains(" " + limit + ":"), limit);
    }
  }

  @Test
  void whatIsToBeDeployedIsLoadedToo() throws IOException, YamlProblem {
    String text = Files.readString(Path.of("deploy/policy.example.yaml"));
    assertEquals(2, new PolicyYaml("policy.yaml").rules(text).size());
  }

  @Test
  void everyLimitOfTheFileIsInATable() throws Exception {
    String document = Files.readString(Path.of("docs/ACCESS.md"));
    assertEquals(List.of(), DocumentedLimits.missing(document, PolicyYaml.class, HoursYaml.class));
    assertTrue(document.contains("at most " + YamlFile.BYTES + " bytes"));
  }
}
