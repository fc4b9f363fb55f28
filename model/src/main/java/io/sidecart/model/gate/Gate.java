package io.sidecart.model.gate;

import io.sidecart.model.gate.Decision.Finding;
import io.sidecart.model.manifest.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Keeps a model from being served that is worse than what is there: the model that is published,
 * and own purchases by frequency, which need no model.
 *
 * <p>The tolerance is a difference of precisions, not a share: what chance does to precision@5 on a
 * few thousand users is a few thousandths, however large the precision is. Since each model is
 * measured against the one before, many small losses could add up; own-purchase frequency bounds
 * them.
 */
public final class Gate {
  /** Of about the size of the standard error on some thousand users. */
  public static final double DEFAULT_TOLERANCE = 0.005;

  private static final double ROUNDING = 1e-9;

  private final double tolerance;

  /**
   * @param tolerance by how much a model may fall behind, at least 0: a difference of precision@5
   */
  public Gate(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance is " + tolerance);
    }
    this.tolerance = tolerance;
  }

  /**
   * Holds a model against own-purchase frequency, and against the published one.
   *
   * <p>A model of a history without times cannot be measured, and passes unless the published one
   * was.
   *
   * @param published empty where nothing is published yet
   * @param judge measures the published one where its scores are of other data, and it was trained
   *     in another way
   */
  public Decision judge(Manifest candidate, Optional<Manifest> published, Judge judge)
      throws IOException {
    Optional<Manifest> other =
        published.filter(manifest -> !manifest.version().equals(candidate.version()));
    Optional<Scores> scores = Scores.of(candidate);
    if (scores.isEmpty()) {
      return unmeasured(other);
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(compare(scores.get(), "own-purchase frequency", scores.get().ownFrequency()));
    if (other.isPresent()) {
      findings.add(againstPublished(candidate, scores.get(), other.get(), judge));
    }
    return new Decision(findings);
  }

  private static Decision unmeasured(Optional<Manifest> published) {
    if (published.flatMap(Scores::of).isPresent()) {
      return new Decision(
          List.of(
              new Finding(
                  true,
                  "it was not measured by time, while the published %s was"
                      .formatted(published.get().version()))));
    }
    return new Decision(
        List.of(
            new Finding(
                false,
                "not judged: its history has no times, or too few users, to measure it by")));
  }

  private Finding againstPublished(
      Manifest candidate, Scores scores, Manifest published, Judge judge) throws IOException {
    String name = "the published " + published.version();
    Optional<Scores> same = Scores.of(published).filter(scores::isComparableWith);
    if (same.isPresent()) {
      return compare(scores, name, same.get().precision());
    }
    if (published.parameters().equals(candidate.parameters())) {
      // The same data would teach it the same.
      return new Finding(
          false, "not held against " + name + ", which was trained in the same way on other data");
    }
    OptionalDouble measured = judge.measure(published, candidate);
    return measured.isPresent()
        ? compare(scores, name + " on the same data", measured.getAsDouble())
        : new Finding(
            true,
            "it cannot be compared with %s: that was measured on other data, and %s is not there"
                    .formatted(name, candidate.data().path())
                + " any more, or has changed");
  }

  private Finding compare(Scores scores, String other, double precision) {
    double ahead = scores.precision() - precision;
    // Written so that NaN is refused.
    boolean isRefusal = !(ahead >= -(tolerance + ROUNDING));
    return new Finding(
        isRefusal,
        isRefusal
            ? format(
                "precision@5 %.4f falls behind %s, %.4f, by %.4f (tolerance %.4f)",
                scores.precision(), other, precision, -ahead, tolerance)
            : format(
                "precision@5 %.4f against %s, %.4f: %+.4f",
                scores.precision(), other, precision, ahead));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
