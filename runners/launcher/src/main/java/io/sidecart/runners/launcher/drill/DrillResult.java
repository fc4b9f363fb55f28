package io.sidecart.runners.launcher.drill;

import io.sidecart.runners.launcher.flow.SinkCounts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a drill found.
 *
 * @param runner what ran the stream
 * @param outcome passed, failed or skipped
 * @param sent messages in the topic
 * @param arrived different events in Parquet
 * @param lost messages that are neither in every sink nor among the dead letters
 * @param doubled rows that stand in Parquet once more, before compaction
 * @param doubledAfterCompact the same after it
 * @param deadLetters different messages in the dead-letter topic
 * @param repeated recommendations that were published once more
 * @param recoverySeconds from the end of the fault until the stream had gone on in each partition
 *     that waited; null where there was nothing to recover from
 * @param seconds that the drill took
 * @param notes what else there is to tell
 * @param faults what must not be; empty where all is well
 */
record DrillResult(
    String drill,
    String breaks,
    String runner,
    Outcome outcome,
    long sent,
    long arrived,
    long lost,
    long doubled,
    long doubledAfterCompact,
    long deadLetters,
    long repeated,
    @Nullable Double recoverySeconds,
    double seconds,
    List<String> notes,
    List<String> faults) {

  /** How it ended. */
  enum Outcome {
    passed,
    failed,
    skipped
  }

  DrillResult {
    notes = List.copyOf(notes);
    faults = List.copyOf(faults);
  }

  /** Of a drill that went through; what does not add up in the sinks is a fault as well. */
  static DrillResult of(
      Tally tally, @Nullable Double recoverySeconds, List<String> notes, List<String> faults) {
    SinkCounts before = tally.before();
    SinkCounts after = tally.after();
    List<String> all = new ArrayList<>(faults);
    all.addAll(after.differences(tally.malformed()));
    all.addAll(after.poorAnswers());
    return new DrillResult(
        "",
        "",
        "",
        all.isEmpty() ? Outcome.passed : Outcome.failed,
        after.messagesIn(),
        after.parquetDistinct(),
        after.missing().size(),
        before.parquetRows() - before.parquetDistinct(),
        after.parquetRows() - after.parquetDistinct(),
        after.deadLettersDistinct(),
        after.messagesOut() - after.messagesOutDistinct(),
        recoverySeconds,
        0,
        notes,
        all);
  }

  /** Of one that did not run, or broke off. */
  static DrillResult without(Outcome outcome, String why) {
    boolean failed = outcome == Outcome.failed;
    return new DrillResult(
        "",
        "",
        "",
        outcome,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        0,
        failed ? List.of() : List.of(why),
        failed ? List.of(why) : List.of());
  }

  /** The same with what the drill itself does not know. */
  DrillResult of(String name, String what, String engine, double took) {
    return new DrillResult(
        name,
        what,
        engine,
        outcome,
        sent,
        arrived,
        lost,
        doubled,
        doubledAfterCompact,
        deadLetters,
        repeated,
        recoverySeconds,
        Math.round(took * 10) / 10.0,
        notes,
        faults);
  }
}
