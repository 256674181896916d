package fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.access.SignedInPerson;
import fairlead.admission.DecisionAnswer;
import fairlead.drain.DrainState;
import fairlead.failure.ErrorMessage;
import fairlead.files.Entry;
import fairlead.files.OpenedPanel;
import fairlead.files.PanelView;
import fairlead.files.SliceTaken;
import fairlead.files.TextStart;
import fairlead.files.TransferView;
import fairlead.files.UploadState;
import fairlead.hosts.HostList;
import fairlead.hosts.ListedHost;
import fairlead.terminal.IssuedToken;
import fairlead.terminal.RunningTerminals;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of the REST API, as the server's JSON-B writes it. */
class RestJsonTest {
  private static final Jsonb JSON = JsonbBuilder.create();
  private static final Instant TIME = Instant.parse("2026-11-30T20:30:00.123Z");

  private static final String BEFORE = "'banner':'b','download':true,";
  private static final String AFTER = ",'upload':false,'user':'root','version':2}";

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(new ErrorMessage("No."), "{'message':'No.'}"),
        arguments(
            new SignedInPerson("ada", List.of("operator"), List.of("a", "b"), null),
            "{'groups':['a','b'],'name':'ada','roles':['operator']}"),
        arguments(
            new SignedInPerson("ada", List.of(), List.of(), "http://t/{traceId}"),
            "{'groups':[],'name':'ada','roles':[],'traceLink':'http://t/{traceId}'}"),
        arguments(
            new HostList(List.of(), Map.of("EC2 a", TIME), true, List.of("hosts.yaml: broken")),
            "{'hosts':[],'problems':['hosts.yaml: broken'],"
                + "'readAt':{'EC2 a':'2026-11-30T20:30:00.123Z'},'typed':true}"),
        arguments(
            new ListedHost(
                "web-1",
                "10.0.0.1",
                22,
                "root",
                null,
                Map.of("env", "prod"),
                List.of("hop"),
                List.of("key"),
                "environment",
                null,
                null),
            "{'address':'10.0.0.1','authentication':['key'],'labels':{'env':'prod'},"
                + "'name':'web-1','port':22,'probe':null,'route':['hop'],'source':'environment',"
                + "'user':'root'}"),
        arguments(
            new ListedHost(
                "web-1",
                "10.0.0.1",
                22,
                "root",
                List.of("root", "ada"),
                Map.of(),
                List.of(),
                List.of(),
                "hosts.yaml",
                new ListedHost.Probed(true, 12.5, TIME),
                "why"),
            "{'address':'10.0.0.1','authentication':[],'labels':{},'name':'web-1',"
                + "'notProbed':'why','port':22,"
                + "'probe':{'millis':12.5,'since':'2026-11-30T20:30:00.123Z','up':true},"
                + "'route':[],'source':'hosts.yaml','user':'root','users':['root','ada']}"),
        arguments(
            new DecisionAnswer(
                "ada", List.of("a"), "web-1", "root", true, "rule", null, null, null, null),
            "{'allowed':true,'groups':['a'],'host':'web-1','person':'ada','rule':'rule',"
                + "'user':'root'}"),
        arguments(
            new DecisionAnswer(
                "ada", List.of(), "web-1", "root", false, null, "", "host", "why", "told"),
            "{'allowed':false,'groups':[],'host':'web-1','nearest':'','part':'host',"
                + "'person':'ada','told':'told','user':'root','why':'why'}"),
        arguments(
            new RunningTerminals(
                List.of(
                    new RunningTerminals.One("t1", "web-1", "root", TIME, true, null),
                    new RunningTerminals.One("t2", "web-1", "root", TIME, false, 7L)),
                1800,
                false),
            "{'endAtSignOut':false,'graceSeconds':1800,'terminals':["
                + "{'attached':true,'host':'web-1','openedAt':'2026-11-30T20:30:00.123Z',"
                + "'secondsLeft':null,'terminal':'t1','user':'root'},"
                + "{'attached':false,'host':'web-1','openedAt':'2026-11-30T20:30:00.123Z',"
                + "'secondsLeft':7,'terminal':'t2','user':'root'}]}"),
        arguments(new IssuedToken("abc"), "{'token':'abc'}"),
        arguments(
            new DrainState(true, 2, 1, 60, false),
            "{'draining':true,'over':false,'secondsLeft':60,'terminals':2,'transfers':1}"),
        arguments(new OpenedPanel("p"), "{'panel':'p'}"),
        arguments(
            panel("opening", null, null, null),
            "{" + BEFORE + "'host':'web-1','slice':9,'state':'opening'" + AFTER),
        arguments(
            panel("failed", "No.", null, null),
            "{" + BEFORE + "'host':'web-1','message':'No.','slice':9,'state':'failed'" + AFTER),
        arguments(
            panel("open", null, "/home/ada", null),
            "{" + BEFORE + "'home':'/home/ada','host':'web-1','slice':9,'state':'open'" + AFTER),
        arguments(
            panel(
                "asking",
                null,
                null,
                new PanelView.Asked(
                    1,
                    "keyboard-interactive",
                    "web-1",
                    "Title",
                    "",
                    "Do",
                    List.of(new PanelView.Asked.Field("Password:", false)))),
            "{"
                + BEFORE
                + "'host':'web-1','prompt':{'fields':[{'echo':false,'label':'Password:'}],'host':'web-1','id':1,"
                + "'instruction':'Do','kind':'keyboard-interactive','notice':'','title':'Title'},"
                + "'slice':9,'state':'asking'"
                + AFTER),
        arguments(
            new Entry("a\"<ä", "/a%22%3C%C3%A4", "file", 5_000_000_000L, TIME, 420, null),
            "{'kind':'file','mode':420,'modified':'2026-11-30T20:30:00.123Z','name':'a\\\"<ä',"
                + "'path':'/a%22%3C%C3%A4','size':5000000000}"),
        arguments(
            new Entry("a", "/a", "link", 0, TIME, 0, "/"),
            "{'kind':'link','mode':0,'modified':'2026-11-30T20:30:00.123Z','name':'a',"
                + "'path':'/a','size':0,'within':'/'}"),
        arguments(
            new TextStart("a\n\u202e\u0001", true), "{'text':'a\\n\u202e\\u0001','whole':true}"),
        arguments(new UploadState(3, false), "{'exists':false,'received':3}"),
        arguments(new SliceTaken(4, true), "{'done':true,'received':4}"),
        arguments(
            List.of(new TransferView("1", "upload", "a", 3, -1)),
            "[{'bytes':3,'direction':'upload','id':'1','name':'a','size':-1}]"));
  }

  private static PanelView panel(
      String state, String message, String home, PanelView.Asked prompt) {
    return new PanelView(2, "web-1", "root", false, true, 9, "b", state, message, home, prompt);
  }

  /** What is null is absent, apart from what the protocol names as {@code null}. */
  @ParameterizedTest
  @MethodSource("answers")
  void everyAnswerIsTheJsonOfTheProtocol(Object answer, String expected) {
    assertEquals(expected.replace('\'', '"'), JSON.toJson(answer));
  }
}
