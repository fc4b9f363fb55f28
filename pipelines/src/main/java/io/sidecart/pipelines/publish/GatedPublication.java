package io.sidecart.pipelines.publish;

import io.sidecart.model.SidecartException;
import io.sidecart.model.gate.Decision;
import io.sidecart.model.gate.Gate;
import io.sidecart.model.gate.Judge;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Publication;
import io.sidecart.model.manifest.Publication.Overruled;
import io.sidecart.model.manifest.PublicationLog;
import io.sidecart.pipelines.publish.GateSettings.Mode;
import io.sidecart.pipelines.publish.Outcome.Status;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes a registered version, past the gate or against its word. */
public final class GatedPublication {
  private static final Logger LOG = LoggerFactory.getLogger(GatedPublication.class);
  private static final String NO_COMPARISON = "no comparison is possible: ";

  private final ModelStore store;
  private final GateSettings settings;
  private final Judge judge;
  private final BeforePublishing before;

  /**
   * @param judge measures the published version where the two were measured on different data
   */
  public GatedPublication(ModelStore store, GateSettings settings, Judge judge) {
    this(store, settings, judge, BeforePublishing.nothing());
  }

  /**
   * @param before is done for a version that is going to be published, and for no other
   */
  public GatedPublication(
      ModelStore store, GateSettings settings, Judge judge, BeforePublishing before) {
    this.store = store;
    this.settings = settings;
    this.judge = judge;
    this.before = before;
  }

  /**
   * What the gate says of a version.
   *
   * @param decision without findings where the gate is not asked
   * @param judgedAgainst the sequence of the publication that it was held against, 0 without one
   */
  public record Ruling(String version, Decision decision, long judgedAgainst) {}

  /** Decides, and publishes where it may; see {@link #decide} and {@link #publish(Ruling)}. */
  public Outcome publish(String version) throws IOException {
    return publish(decide(version));
  }

  /**
   * Asks the gate.
   *
   * @throws SidecartException if there is no such version
   */
  public Ruling decide(String version) throws IOException {
    Manifest candidate = store.manifest(version);
    PublicationLog log = store.publications();
    Decision decision =
        settings.mode() == Mode.NEVER ? new Decision(List.of()) : decide(candidate, log.current());
    return new Ruling(version, decision, log.sequence());
  }

  /**
   * Publishes a version that the gate lets pass, or that is forced past it.
   *
   * @throws SidecartException if another one was published since the gate was asked
   */
  public Outcome publish(Ruling ruling) throws IOException {
    Decision decision = ruling.decision();
    if (settings.mode() == Mode.NEVER) {
      return new Outcome(Status.REGISTERED, ruling.version(), decision, null);
    }
    if (decision.isRefused() && settings.mode() != Mode.FORCED) {
      return new Outcome(Status.REFUSED, ruling.version(), decision, null);
    }
    before.prepare(ruling.version());
    Terms terms = new Terms(OptionalLong.of(ruling.judgedAgainst()), overruled(decision));
    return new Outcome(
        Status.PUBLISHED, ruling.version(), decision, store.publish(ruling.version(), terms));
  }

  /**
   * What to tell of a version that was made and registered just now, where it could not be
   * published: that it need not be made again.
   */
  public SidecartException notPublished(String version, Exception reason) {
    return new SidecartException(
        "Model %s is registered, but not published: %s; to publish it: ./sidecart models publish %s%s%s"
            .formatted(
                version,
                reason instanceof SidecartException ? reason.getMessage() : reason,
                version,
                before.option(),
                settings.mode() == Mode.FORCED ? " --force --reason=TEXT" : ""),
        reason);
  }

  private @Nullable Overruled overruled(Decision decision) {
    String reason = settings.reason();
    return decision.isRefused() && reason != null
        ? new Overruled(reason, decision.refusals())
        : null;
  }

  private Decision decide(Manifest candidate, Optional<Publication> published) throws IOException {
    Optional<Manifest> other;
    try {
      other =
          published.isEmpty()
              ? Optional.empty()
              : Optional.of(store.manifest(published.get().version()));
    } catch (SidecartException e) {
      // It must be possible to replace what is broken, by a word of force.
      return new Decision(List.of(new Decision.Finding(true, NO_COMPARISON + e.getMessage())));
    }
    return judge(candidate, other);
  }

  /** Who forces it does so also where the published one cannot be trained once more. */
  private Decision judge(Manifest candidate, Optional<Manifest> other) throws IOException {
    Gate gate = new Gate(settings.tolerance());
    try {
      return gate.judge(candidate, other, judge);
    } catch (IOException | RuntimeException e) {
      if (settings.mode() != Mode.FORCED) {
        throw e;
      }
      String finding = NO_COMPARISON + (e instanceof SidecartException ? e.getMessage() : e);
      LOG.warn("Model {} is published by force: {}", candidate.version(), finding);
      List<Decision.Finding> findings =
          new ArrayList<>(gate.judge(candidate, Optional.empty(), judge).findings());
      findings.add(new Decision.Finding(true, finding));
      return new Decision(findings);
    }
  }
}
