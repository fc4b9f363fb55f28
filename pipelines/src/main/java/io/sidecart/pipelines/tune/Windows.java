package io.sidecart.pipelines.tune;

import io.sidecart.model.evaluate.Bootstrap;
import io.sidecart.model.evaluate.Exam;
import io.sidecart.model.evaluate.Examiner;
import io.sidecart.model.evaluate.Measure;
import io.sidecart.model.evaluate.Protocol;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.evaluate.RankingMethod;
import io.sidecart.model.evaluate.Scores;
import io.sidecart.model.evaluate.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The windows that parameters are judged by: each is to be found from what was bought before. */
final class Windows {
  private static final int DEPTH = 10;

  private final List<Window> windows;
  private final Examiner examiner;

  private Windows(List<Window> windows, Examiner examiner) {
    this.windows = windows;
    this.examiner = examiner;
  }

  private record Window(Instant from, Instant until, Exam exam) {}

  /**
   * Cuts the windows out, one before the other.
   *
   * @param until the end of the last one; nothing from then on is seen
   * @param k how many items the precision looks at
   */
  static Windows of(PurchaseLog purchases, Instant until, int count, Duration length, int k) {
    List<Window> windows = new ArrayList<>();
    Instant end = until;
    for (int i = 0; i < count; i++) {
      Instant start = end.minus(length);
      windows.add(0, new Window(start, end, Protocol.time(start, end).cut(purchases)));
      end = start;
    }
    return new Windows(windows, new Examiner(k, DEPTH, new Bootstrap(1, 0)));
  }

  /** The starts and ends, for people. */
  String text() {
    return windows.stream()
        .map(window -> window.from() + " to " + window.until())
        .collect(Collectors.joining(", "));
  }

  /** Lets a method learn before each window and answer. */
  List<Trial.Window> score(RankingMethod method) {
    return windows.stream().map(window -> score(method, window)).toList();
  }

  private Trial.Window score(RankingMethod method, Window window) {
    try {
      Exam exam = window.exam();
      Map<Segment, Map<Measure, Double>> values = new EnumMap<>(Segment.class);
      examiner
          .examine(method.fit(exam.known(), exam.at()), exam)
          .forEach((segment, scores) -> values.put(segment, values(scores)));
      return new Trial.Window(
          window.from().toString(), window.until().toString(), exam.questions().size(), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Measure, Double> values(Scores scores) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      values.put(measure, scores.value(measure));
    }
    return values;
  }
}
