package io.sidecart.pipelines.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command with the methods that need no Spark. */
class EvaluateJobTest {
  private static final String COUNTING = "--methods=popularity,recent-popularity,own-frequency";

  @TempDir Path folder;

  /** From day 10 on user 1 buys 1 and 5, user 2 buys 3 and 4. */
  private final PurchaseFolder shop =
      new PurchaseFolder()
          .buys(1, 1, 1, 1, 2)
          .buys(2, 2, 3, 2)
          .buys(3, 3, 2, 4)
          .buys(1, 10, 1, 5)
          .buys(2, 12, 3, 4);

  @Test
  void theReportHoldsWhatEachMethodScores() throws Exception {
    // When, with --at as the number of a day
    JsonNode report =
        evaluate("--protocol=time", "--at=10", "--dayZero=1970-01-01", "--k=1", COUNTING);

    // Then popularity shows 2 to both; own frequency shows 1 and, by popularity, 2
    JsonNode time = report.get("protocols").get(0);
    assertThat(time.get("users").asInt()).isEqualTo(2);
    assertThat(time.get("known_purchases").asInt()).isEqualTo(7);
    assertThat(time.get("description").asText()).contains("1970-01-11T00:00:00Z");
    assertThat(precision(time, "popularity", "overall")).isZero();
    assertThat(precision(time, "own-frequency", "overall")).isEqualTo(0.5);
    // Never bought by user 1: 3 and 4, by user 2: 1 and 4
    assertThat(precision(time, "popularity", "explore")).isZero();
    assertThat(
            time.get("methods").get(0).get("explore").get("recall_at_10").get("value").asDouble())
        .isCloseTo(0.5, within(1e-12));
    assertThat(report.get("data").get("purchases").asInt()).isEqualTo(11);
  }

  @Test
  void whereNoTimeIsGivenTheLastDaysAreToBeFound() throws Exception {
    JsonNode report = evaluate("--testDays=3", COUNTING);

    assertThat(report.get("protocols").get(0).get("description").asText())
        .startsWith("known before 1970-01-11T00:00:00Z");
  }

  @Test
  void eachProtocolHasItsPart() throws Exception {
    JsonNode report =
        evaluate("--protocol=original,time,next-basket", "--testDays=3", "--seed=1", COUNTING);

    assertThat(report.get("protocols").findValuesAsText("protocol"))
        .containsExactly("original", "time", "next-basket");
    assertThat(report.get("protocols").get(0).get("description").asText()).startsWith("LEAKY");
  }

  @Test
  void besideTheReportStandMarkdownAndCharts() throws Exception {
    evaluate("--testDays=3", "--k=1", COUNTING);

    assertThat(Files.readString(folder.resolve("report.md")))
        .contains(
            "| method | precision@1 | recall@10 | nDCG@10 | MAP@10 | hit rate@1 | coverage@1 |")
        .containsPattern("\\| own-frequency \\| 0\\.500 \\[0\\.000, 1\\.000] \\|")
        .contains("### Explore");
    byte[] png = Files.readAllBytes(folder.resolve("report-time.png"));
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1000);
  }

  @Test
  void ownRecencyFollowsItsHalfLife() throws Exception {
    // Given 7 twice long ago and 8 once lately; 8 is bought next
    shop.buys(9, 0, 7, 7).buys(9, 9, 8).buys(9, 12, 8);

    JsonNode fast = evaluate("--testDays=3", "--k=1", "--methods=own-recency", "--halfLife=3");
    double ofFast = precision(fast.get("protocols").get(0), "own-recency", "repeat");
    JsonNode slow = evaluate("--testDays=3", "--k=1", "--methods=own-recency", "--halfLife=300");
    double ofSlow = precision(slow.get("protocols").get(0), "own-recency", "repeat");

    assertThat(ofFast - ofSlow).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void namesTheMethodsThatThereAre() {
    assertThatThrownBy(() -> evaluate("--methods=popularity,magic"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--methods=magic is not known; there are popularity, ");
  }

  @Test
  void namesTheProtocolsThatThereAre() {
    assertThatThrownBy(() -> evaluate("--protocol=magic", COUNTING))
        .isInstanceOf(UsageException.class)
        .hasMessage("--protocol=magic is not known; there are time, next-basket and original");
  }

  @ParameterizedTest
  @ValueSource(strings = {COUNTING, "--protocol=original"})
  void refusesRulesThatNothingWouldBeMeasuredOf(String option) {
    assertThatThrownBy(() -> evaluate("--rules=all", option))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--rules=all measures nothing without the protocol time and the method sidecart");
  }

  @Test
  void purchasesWithoutTimesAreToldWithWhatToDo() throws Exception {
    String history = new PurchaseFolder().buysSometime(1, 2, 3).write(folder.resolve("old"));

    assertThatThrownBy(() -> run(history, COUNTING))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("have no times")
        .hasMessageEndingWith("or use --protocol=original");
  }

  @Test
  void aPurchaseWithoutATimeIsOlderThanTheOthersAndIsCounted() throws Exception {
    shop.buysSometime(1, 7);

    JsonNode report = evaluate("--protocol=time", "--at=10", "--dayZero=1970-01-01", COUNTING);

    assertThat(report.get("data").get("without_time").asInt()).isEqualTo(1);
    assertThat(report.get("protocols").get(0).get("known_purchases").asInt()).isEqualTo(8);
  }

  @Test
  void saysThatThereAreNoPurchases() {
    Path nothing = folder.resolve("nothing");

    assertThatThrownBy(() -> run(nothing.toString(), COUNTING))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "No purchases in %s: run prepare first, or give --history=<folder>".formatted(nothing));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--k=0",
        "--depth=0",
        "--bootstrap=0",
        "--testDays=0",
        "--recentDays=0",
        "--halfLife=0",
        "--fraction=1",
        "--rank=0",
        "--at=yesterday",
        "--dayZero=then"
      })
  void refusesAnOptionOutOfRange(String option) {
    assertThatThrownBy(() -> evaluate(option))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(option.substring(0, option.indexOf('=') + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--k=65", "--depth=65"})
  void refusesToLookDeeperThanSidecartRanks(String option) {
    assertThatThrownBy(() -> evaluate(option, "--methods=popularity,sidecart"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            option
                + " is more than the 64 items that the method sidecart ranks; leave it out of"
                + " --methods to look deeper");
  }

  @Test
  void looksDeeperWithoutSidecart() throws Exception {
    JsonNode report = evaluate("--depth=65", "--testDays=3", COUNTING);

    assertThat(report.get("protocols").get(0).get("methods").get(0).get("overall").has("map_at_65"))
        .isTrue();
  }

  private JsonNode evaluate(String... more) throws IOException {
    run(shop.write(folder.resolve("purchases")), more);
    return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
  }

  private void run(String purchases, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--history=" + purchases));
    arguments.add("--report=" + folder.resolve("report.json"));
    arguments.addAll(List.of(more));
    new EvaluateJob()
        .run(
            PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
                .as(EvaluateOptions.class));
  }

  private static double precision(JsonNode protocol, String method, String segment) {
    for (JsonNode each : protocol.get("methods")) {
      if (each.get("method").asText().equals(method)) {
        return each.get(segment).get("precision_at_1").get("value").asDouble();
      }
    }
    throw new AssertionError("no " + method);
  }
}
