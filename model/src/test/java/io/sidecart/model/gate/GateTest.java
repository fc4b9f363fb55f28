package io.sidecart.model.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.manifest.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Judge UNASKED =
      (published, candidate) -> {
        throw new AssertionError("nothing was to be measured");
      };

  private final Gate gate = new Gate(0.005);

  @Test
  void aModelThatIsBetterPasses() throws IOException {
    Decision decision =
        gate.judge(
            model("new", 0.38, 0.345, "x"), Optional.of(model("old", 0.37, 0.345, "x")), UNASKED);

    assertThat(decision.isRefused()).isFalse();
    assertThat(decision.findings())
        .extracting(Decision.Finding::text)
        .containsExactly(
            "precision@5 0.3800 against own-purchase frequency, 0.3450: +0.0350",
            "precision@5 0.3800 against the published old, 0.3700: +0.0100");
  }

  @Test
  void aModelBehindThePublishedOneIsRefusedAndSaysByHowMuch() throws IOException {
    Decision decision =
        gate.judge(
            model("new", 0.36, 0.345, "x"), Optional.of(model("old", 0.37, 0.345, "x")), UNASKED);

    assertThat(decision.refusals())
        .containsExactly(
            "precision@5 0.3600 falls behind the published old, 0.3700, by 0.0100 (tolerance"
                + " 0.0050)");
  }

  @Test
  void aModelBehindOwnPurchaseFrequencyIsRefusedWhereNothingIsPublished() throws IOException {
    Decision decision = gate.judge(model("new", 0.27, 0.345, "x"), Optional.empty(), UNASKED);

    assertThat(decision.refusals())
        .containsExactly(
            "precision@5 0.2700 falls behind own-purchase frequency, 0.3450, by 0.0750 (tolerance"
                + " 0.0050)");
  }

  @Test
  void aLossOfExactlyTheToleranceIsTolerated() throws IOException {
    assertThat(gate.judge(model("new", 0.345, 0.35, "x"), Optional.empty(), UNASKED).isRefused())
        .isFalse();
    assertThat(gate.judge(model("new", 0.3449, 0.35, "x"), Optional.empty(), UNASKED).isRefused())
        .isTrue();
  }

  @Test
  void whatIsNoNumberIsRefused() throws IOException {
    Manifest broken = model("new", Double.NaN, 0.35, "x");
    Manifest candidate = model("new", 0.36, 0.35, "x");

    assertThat(gate.judge(broken, Optional.empty(), UNASKED).refusals()).hasSize(1);
    assertThat(
            gate.judge(candidate, Optional.of(model("old", Double.NaN, 0.35, "x")), UNASKED)
                .refusals())
        .hasSize(1);
  }

  @Test
  void aPublishedModelMeasuredOnOtherDataIsMeasuredOnTheCandidates() throws IOException {
    // Given: by its own score, on easier data, the published one would win
    Manifest candidate = model("new", 0.36, 0.345, "x");
    Manifest published = trainedOtherwise(model("old", 0.90, 0.345, "other"));

    // When
    Decision passes =
        gate.judge(candidate, Optional.of(published), (p, c) -> OptionalDouble.of(0.36));
    Decision fails =
        gate.judge(candidate, Optional.of(published), (p, c) -> OptionalDouble.of(0.37));

    // Then
    assertThat(passes.isRefused()).isFalse();
    assertThat(fails.refusals())
        .containsExactly(
            "precision@5 0.3600 falls behind the published old on the same data, 0.3700, by 0.0100"
                + " (tolerance 0.0050)");
  }

  @Test
  void aPublishedModelThatWasTrainedInTheSameWayIsNotMeasuredAgain() throws IOException {
    // Given: by its own score, on easier data, the published one would win
    Decision decision =
        gate.judge(
            model("new", 0.36, 0.345, "x"),
            Optional.of(model("old", 0.90, 0.345, "other")),
            UNASKED);

    assertThat(decision.isRefused()).isFalse();
    assertThat(decision.findings())
        .extracting(Decision.Finding::text)
        .containsExactly(
            "precision@5 0.3600 against own-purchase frequency, 0.3450: +0.0150",
            "not held against the published old, which was trained in the same way on other data");
  }

  @Test
  void whatCannotBeComparedIsRefused() throws IOException {
    Decision decision =
        gate.judge(
            model("new", 0.36, 0.345, "x"),
            Optional.of(trainedOtherwise(model("old", 0.2, 0.345, "other"))),
            Judge.none());

    assertThat(decision.refusals())
        .containsExactly(
            "it cannot be compared with the published old: that was measured on other data, and"
                + " history is not there any more, or has changed");
  }

  @Test
  void aModelWithoutTimesPassesUnlessThePublishedOneWasMeasured() throws IOException {
    Manifest unmeasured = unmeasured("new");

    assertThat(gate.judge(unmeasured, Optional.empty(), UNASKED).isRefused()).isFalse();
    assertThat(gate.judge(unmeasured, Optional.of(unmeasured("old")), UNASKED).isRefused())
        .isFalse();
    assertThat(gate.judge(unmeasured, Optional.of(model("old", 0.3, 0.3, "x")), UNASKED).refusals())
        .containsExactly("it was not measured by time, while the published old was");
  }

  @Test
  void theVersionThatIsPublishedIsNotHeldAgainstItself() throws IOException {
    Manifest model = model("same", 0.36, 0.345, "x");

    assertThat(gate.judge(model, Optional.of(model), UNASKED).findings()).hasSize(1);
  }

  private static Manifest model(String version, double precision, double own, String fingerprint) {
    Manifest.HeldOut heldOut =
        new Manifest.HeldOut(
            Instant.parse("2011-11-11T00:00:00Z"),
            Instant.parse("2011-12-09T00:00:00Z"),
            1_334,
            fingerprint);
    return manifest(
        version,
        new Manifest.Data("history", 10, 2, 3, 8, 2).withHeldOut(heldOut),
        Map.of(Scores.PRECISION, precision, Scores.OWN_FREQUENCY, own));
  }

  private static Manifest unmeasured(String version) {
    return manifest(version, new Manifest.Data("history", 10, 2, 3, 8, 2), Map.of());
  }

  private static Manifest trainedOtherwise(Manifest model) {
    return manifest(model.version(), parameters(0.2), model.data(), model.metrics());
  }

  private static Manifest manifest(
      String version, Manifest.Data data, Map<String, Double> metrics) {
    return manifest(version, parameters(0.1), data, metrics);
  }

  private static Manifest.Parameters parameters(double regParam) {
    return new Manifest.Parameters(10, 10, regParam, 1, true, 42, 0.8);
  }

  private static Manifest manifest(
      String version,
      Manifest.Parameters parameters,
      Manifest.Data data,
      Map<String, Double> metrics) {
    return new Manifest(
        Manifest.FORMAT_VERSION,
        version,
        Instant.EPOCH,
        parameters,
        data,
        new Manifest.Size(10, 2, 3),
        new TreeMap<>(metrics),
        List.of());
  }
}
