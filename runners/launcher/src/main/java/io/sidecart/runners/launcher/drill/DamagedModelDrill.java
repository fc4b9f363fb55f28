package io.sidecart.runners.launcher.drill;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.storage.StoragePaths;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Damaged models are published while a stream runs: each is refused and the one before it serves
 * on, until a good one comes. A stream that starts with a damaged one does not start.
 */
final class DamagedModelDrill implements Drill {
  private static final int PATIENCE_SECONDS = 90;
  private static final List<Damage> DAMAGES =
      List.of(
          Damage.TRUNCATED_PARQUET,
          Damage.WRONG_CHECKSUM,
          Damage.RANK_MISMATCH,
          Damage.NAN_FACTORS);

  @Override
  public String name() {
    return "damaged-model";
  }

  @Override
  public String breaks() {
    return "models with truncated Parquet, wrong checksum, rank mismatch, NaN";
  }

  @Override
  public DrillResult run(Stage stage) throws Exception {
    ModelStore shared = ModelStore.at(stage.models());
    String known =
        shared
            .current()
            .orElseThrow(() -> new SkippedException("there is no model to damage"))
            .version();
    ModelStore store = ModelStore.at(StoragePaths.child(stage.root(), "models-" + name()));
    String first = Damage.NONE.publishCopy(shared, known, store);
    Scene scene = Scene.of(stage.withModels(store.folder()), name());
    double rate = stage.settings().rate();
    List<String> notes = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    long count = stage.settings().events();
    try (Feed feed = scene.feed(count, rate);
        SupervisedStream stream = scene.stream(feed, "--modelPoll=1")) {
      feed.start(stream::done, Math.max(1, count / 8));
      for (int i = 0; i < DAMAGES.size(); i++) {
        stream.awaitDone(count * (i + 1) / 8);
        String version = DAMAGES.get(i).publishCopy(store, first, store);
        notes.add(DAMAGES.get(i).title() + ": " + refusal(stage, stream, version, wrong));
      }
      stream.awaitDone(count * 5 / 8);
      String second = Damage.NONE.publishCopy(store, first, store);
      Tally tally = scene.finish(feed, stream, 0, wrong);
      checkVersions(scene, Set.of(first, second), wrong);
      Damage.TRUNCATED_PARQUET.publishCopy(store, first, store);
      notes.add("a new start said: " + start(scene, wrong));
      return DrillResult.of(tally, null, notes, wrong);
    }
  }

  private static void checkVersions(Scene scene, Set<String> good, List<String> wrong)
      throws Exception {
    Set<String> served = new TreeSet<>();
    scene.audit().readRows(row -> served.add(String.valueOf(row.modelVersion())));
    if (!served.equals(good)) {
      wrong.add("served were %s, where %s are good".formatted(served, good));
    }
  }

  /** What the stream said of a model, which on a cluster only its executors know. */
  private static String refusal(
      Stage stage, SupervisedStream stream, String version, List<String> wrong) throws Exception {
    if (stage.cluster()) {
      TimeUnit.SECONDS.sleep(5);
      return "published";
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      for (String line : Files.readAllLines(stream.process().log())) {
        int found = line.indexOf("damaged: ");
        if (found >= 0 && line.contains(version)) {
          return line.substring(found);
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    wrong.add("the stream said nothing of the damaged model " + version);
    return "nothing was said";
  }

  private static String start(Scene scene, List<String> wrong) throws Exception {
    try (StreamProcess stream = scene.start("stream-with-damaged-model")) {
      var unused = stream.handle().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      int status = stream.stop().status();
      if (status != 1) {
        wrong.add("a stream that starts with a damaged model ends with status " + status);
      }
      String words = stream.lastWords();
      if (!words.contains("is damaged")) {
        wrong.add("a stream that starts with a damaged model said: " + words);
      }
      return words;
    } catch (java.util.concurrent.TimeoutException e) {
      throw new SidecartException("a stream started with a damaged model", e);
    }
  }
}
