package io.sidecart.pipelines.retrain;

import static io.sidecart.pipelines.job.Reports.number;

import io.sidecart.model.SidecartException;
import io.sidecart.model.gate.Decision;
import io.sidecart.model.gate.Scores;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Publication;
import io.sidecart.model.manifest.PublicationLog;
import io.sidecart.pipelines.publish.GatedPublication;
import io.sidecart.pipelines.publish.GatedPublication.Ruling;
import io.sidecart.pipelines.publish.Outcome;
import io.sidecart.pipelines.train.Trainer.Trained;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Collects, trains, evaluates, asks the gate, and publishes.
 *
 * <p>Each step is recorded when it is done. A run that was killed is continued by the next one with
 * the same options within a day: it trains on the same purchases, and a model that was registered
 * already is not trained again. A run that failed by itself is begun anew, unless it had registered
 * its model: the next ones go on at the gate, until {@value #TRIES} have failed there. Where
 * something else was published since it began, it is begun anew too: its older model does not go
 * over that. What it has published itself is not published again, whatever is served by now.
 */
final class RetrainRun {
  /** What was not published so often is not by passing reasons. */
  static final int TRIES = 3;

  static final String PROGRESS = "retrain.json";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern RUN = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{6}");

  /** Trains on a folder of purchases and registers what comes out. */
  interface Training {
    Trained train(String history) throws IOException;
  }

  /**
   * Where everything is; absolute paths.
   *
   * @param history the purchases of old
   * @param enriched the rows of the stream
   * @param work the run's own folder
   */
  record Folders(String history, String enriched, String work) {}

  private final Folders folders;
  private final String settings;
  private final ModelStore store;
  private final Training training;
  private final GatedPublication publication;
  private final Clock clock;
  private final StepLog steps;
  private final Storage storage;
  private Progress progress;

  /**
   * @param settings what decides about the model, in one line
   */
  RetrainRun(
      Folders folders,
      String settings,
      ModelStore store,
      Training training,
      GatedPublication publication,
      Clock clock,
      StepLog steps) {
    this.folders = folders;
    this.settings = settings + " " + folders + " " + store.folder();
    this.store = store;
    this.training = training;
    this.publication = publication;
    this.clock = clock;
    this.steps = steps;
    this.storage = Storages.of(folders.work());
    this.progress = Progress.start("", "", clock.instant(), 0);
  }

  /**
   * What a run came to.
   *
   * @param run its name
   * @param collected what it trained on
   * @param manifest of the version that it registered
   */
  record Result(String run, Collected collected, Manifest manifest, Outcome outcome) {}

  /**
   * Runs to the end.
   *
   * @param breakLock whether to go on where another run holds the lock
   * @throws SidecartException if another run is at work, or a step fails
   */
  Result run(boolean breakLock) throws IOException {
    try (RunLock lock = RunLock.take(folders.work(), breakLock)) {
      begin();
      try {
        Collected collected = collect();
        Manifest manifest = train();
        Outcome outcome = tryToPublish(manifest.version());
        record(progress.withEnd(outcome.status().name().toLowerCase(Locale.ROOT)));
        return new Result(progress.run(), collected, manifest, outcome);
      } catch (IOException | RuntimeException e) {
        recordFailure(e);
        throw e;
      }
    }
  }

  private void begin() throws IOException {
    Optional<Progress> before = Progress.read(storage, progressFile());
    PublicationLog log = store.publications();
    if (before.filter(each -> each.isToBeContinued(settings, clock.instant())).isPresent()) {
      progress = before.get();
      Long began = progress.sequence();
      if (began == null || began == log.sequence() || isPublished(log)) {
        return;
      }
      steps.begunAnew(overtaken(log));
    }
    String last = before.map(Progress::run).orElse("");
    for (Entry entry : storage.list(folders.work())) {
      // What the last run trained on stays, so that its model can be compared with others.
      if (RUN.matcher(entry.name()).matches() && !entry.name().equals(last)) {
        storage.delete(entry.path());
      }
    }
    String run = TIME.format(clock.instant()) + "-" + UUID.randomUUID().toString().substring(0, 6);
    record(Progress.start(run, settings, clock.instant(), log.sequence()));
  }

  private boolean isPublished(PublicationLog log) throws IOException {
    return registered().flatMap(manifest -> lastOf(manifest.version(), log)).isPresent();
  }

  private static Optional<Publication> lastOf(String version, PublicationLog log) {
    return log.publications().stream()
        .filter(each -> each.version().equals(version))
        .reduce((earlier, later) -> later);
  }

  private String overtaken(PublicationLog log) {
    return "%s since run %s began, which is not gone on with: nothing older is put over that"
        .formatted(
            log.current()
                .map(each -> "model " + each.version() + " was published")
                .orElse("the log of publications was removed"),
            progress.run());
  }

  private Collected collect() throws IOException {
    Collected before = progress.collected();
    if (before != null) {
      steps.doneBefore("collect", describe(before));
      return before;
    }
    Collected collected =
        new Snapshot(folders.history(), folders.enriched(), purchases(), clock.instant()).take();
    record(progress.withCollected(collected));
    steps.done("collect", describe(collected));
    return collected;
  }

  private static String describe(Collected collected) {
    String all =
        "%s purchases of the history, %s new ones, %s repeats left out"
            .formatted(
                number(collected.history()),
                number(collected.added()),
                number(collected.repeats()));
    return all
        + leftOut(collected.unnumbered(), "of ids without a number", " (prepare gives them one)")
        + leftOut(collected.untimely(), "of times that cannot be", "");
  }

  private static String leftOut(long events, String which, String advice) {
    return events == 0 ? "" : ", %s events %s left out%s".formatted(number(events), which, advice);
  }

  private Manifest train() throws IOException {
    Optional<Manifest> before = registered();
    if (before.isPresent()) {
      record(progress.withVersion(before.get().version()));
      steps.doneBefore("train", describe(before.get()));
      steps.doneBefore("evaluate", scores(before.get()));
      return before.get();
    }
    Trained trained = training.train(purchases());
    record(progress.withVersion(trained.manifest().version()));
    steps.done(
        "train",
        describe(trained.manifest()),
        "evaluate",
        trained.secondsToMeasure(),
        scores(trained.manifest()));
    return trained.manifest();
  }

  /** The version that this run registered before it was killed, whether it came to record that. */
  private Optional<Manifest> registered() throws IOException {
    List<String> newestFirst = new ArrayList<>(store.versions());
    Collections.reverse(newestFirst);
    for (String version : newestFirst) {
      if (version.equals(progress.version()) || isTrainedHere(version)) {
        return Optional.of(store.manifest(version));
      }
    }
    return Optional.empty();
  }

  private boolean isTrainedHere(String version) throws IOException {
    try {
      return store.manifest(version).data().path().equals(purchases());
    } catch (SidecartException e) {
      // A version that is damaged is not ours to tell of.
      return false;
    }
  }

  private static String describe(Manifest manifest) {
    return "model %s: %s users x %s items"
        .formatted(
            manifest.version(), number(manifest.size().users()), number(manifest.size().items()));
  }

  private static String scores(Manifest manifest) {
    return Scores.of(manifest)
        .map(
            scores ->
                String.format(
                    Locale.ROOT,
                    "precision@5 %.4f, own-purchase frequency %.4f, of %,d users from %s on",
                    scores.precision(),
                    scores.ownFrequency(),
                    scores.heldOut().users(),
                    scores.heldOut().from()))
        .orElse("not measured: no times, or too few users");
  }

  private Outcome tryToPublish(String version) throws IOException {
    try {
      return publish(version);
    } catch (IOException | SidecartException e) {
      throw publication.notPublished(version, e);
    }
  }

  private Outcome publish(String version) throws IOException {
    PublicationLog log = store.publications();
    Optional<Publication> before = lastOf(version, log);
    if (before.isPresent()) {
      steps.doneBefore("publish", describe(before.get(), log));
      return new Outcome(Outcome.Status.PUBLISHED, version, new Decision(List.of()), before.get());
    }
    Ruling ruling = publication.decide(version);
    steps.done("gate", verdict(ruling.decision()));
    Outcome outcome = publication.publish(ruling);
    steps.done("publish", describe(outcome));
    return outcome;
  }

  private static String describe(Publication publication, PublicationLog log) {
    String published = "published as number " + publication.sequence();
    return publication.sequence() == log.sequence()
        ? published
        : "%s, and not again: since then %s is served"
            .formatted(published, log.current().orElseThrow().version());
  }

  private static String verdict(Decision decision) {
    List<String> texts = decision.findings().stream().map(Decision.Finding::text).toList();
    return texts.isEmpty() ? "not asked" : String.join("; ", texts);
  }

  private static String describe(Outcome outcome) {
    return switch (outcome.status()) {
      case PUBLISHED -> "published" + (outcome.decision().isRefused() ? " by force" : "");
      case REFUSED -> "refused";
      case REGISTERED -> "not asked to";
    };
  }

  private void recordFailure(Exception failure) {
    try {
      boolean isTriedAgain = progress.version() != null && progress.failures() + 1 < TRIES;
      record(isTriedAgain ? progress.withFailure() : progress.withEnd("failed"));
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void record(Progress made) throws IOException {
    made.write(storage, progressFile());
    progress = made;
  }

  private String progressFile() {
    return StoragePaths.child(folders.work(), PROGRESS);
  }

  private String purchases() {
    return StoragePaths.child(folders.work(), progress.run() + "/purchases");
  }
}
