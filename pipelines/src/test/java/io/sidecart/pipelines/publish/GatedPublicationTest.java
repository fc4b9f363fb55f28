package io.sidecart.pipelines.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.RefusedException;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.gate.Judge;
import io.sidecart.model.manifest.Publication;
import io.sidecart.pipelines.publish.GateSettings.Mode;
import io.sidecart.pipelines.publish.Outcome.Status;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatedPublicationTest {
  private static final GateSettings GATED = new GateSettings(Mode.GATED, 0.005, null);
  private static final Judge FAILING =
      (published, candidate) -> {
        throw new SidecartException("Cannot train: out of disk");
      };

  @TempDir Path folder;
  private ModelStore store;
  private String good;
  private String bad;

  @BeforeEach
  void plantModels() throws IOException {
    store = ModelStore.at(folder.toString());
    good = PlantedModels.register(store, "history", 0.38, 0.345).version();
    bad = PlantedModels.register(store, "history", 0.36, 0.345).version();
  }

  @Test
  void whatKeepsUpIsPublished() throws Exception {
    Outcome outcome = gated().publish(good);

    assertThat(outcome.status()).isEqualTo(Status.PUBLISHED);
    assertThat(store.current().orElseThrow().version()).isEqualTo(good);
    assertThat(store.current().orElseThrow().overruled()).isNull();
  }

  @Test
  void whatFallsBehindIsRefusedAndTheOtherServesOn() throws Exception {
    gated().publish(good);

    Outcome outcome = gated().publish(bad);

    assertThat(outcome.status()).isEqualTo(Status.REFUSED);
    assertThat(store.publications().publications()).hasSize(1);
    assertThatThrownBy(outcome::throwIfRefused)
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "Model %s is not published: precision@5 0.3600 falls behind the published %s, 0.3800, by"
                    .formatted(bad, good)
                + " 0.0200 (tolerance 0.0050); to publish it all the same: ./sidecart models"
                + " publish %s --force --reason=TEXT".formatted(bad));
  }

  @Test
  void aWiderToleranceLetsItPass() throws Exception {
    gated().publish(good);

    Outcome outcome = publication(new GateSettings(Mode.GATED, 0.02, null)).publish(bad);

    assertThat(outcome.status()).isEqualTo(Status.PUBLISHED);
  }

  @Test
  void forceIsRecordedWithItsReasonAndWhatItOverruled() throws Exception {
    gated().publish(good);

    Outcome outcome =
        publication(new GateSettings(Mode.FORCED, 0.005, "the sale is over")).publish(bad);

    Publication current = store.current().orElseThrow();
    assertThat(current.version()).isEqualTo(bad);
    assertThat(current.by()).isEqualTo(System.getProperty("user.name"));
    assertThat(current.overruled())
        .isEqualTo(
            new Publication.Overruled(
                "the sale is over",
                List.of(
                    "precision@5 0.3600 falls behind the published %s, 0.3800, by 0.0200 (tolerance"
                            .formatted(good)
                        + " 0.0050)")));
    assertThat(outcome.toText()).contains("overruled by " + current.by() + ": the sale is over");
  }

  @Test
  void aForceThatWasNotNeededOverrulesNothing() throws Exception {
    publication(new GateSettings(Mode.FORCED, 0.005, "to be sure")).publish(good);

    assertThat(store.current().orElseThrow().overruled()).isNull();
  }

  @Test
  void aModelThatIsNotToBePublishedIsNotJudged() throws Exception {
    Outcome outcome = publication(new GateSettings(Mode.NEVER, 0.005, null)).publish(good);

    assertThat(outcome.status()).isEqualTo(Status.REGISTERED);
    assertThat(outcome.decision().findings()).isEmpty();
    assertThat(store.current()).isEmpty();
  }

  @Test
  void aPublicationThatCameBetweenIsNotPassedOver() throws Exception {
    GatedPublication.Ruling ruling = gated().decide(bad);
    store.publish(good);

    assertThatThrownBy(() -> gated().publish(ruling))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("was published meanwhile");
    assertThat(store.current().orElseThrow().version()).isEqualTo(good);
  }

  @Test
  void aDamagedPublishedModelCanOnlyBeReplacedByForce() throws Exception {
    gated().publish(good);
    Files.delete(folder.resolve(good).resolve("manifest.json"));

    assertThat(gated().publish(bad).decision().refusals())
        .containsExactly(
            "no comparison is possible: Model %s is not in %s".formatted(good, folder));
    publication(new GateSettings(Mode.FORCED, 0, "the old one is damaged")).publish(bad);
    assertThat(store.current().orElseThrow().version()).isEqualTo(bad);
  }

  @Test
  void whereThePublishedModelCannotBeMeasuredOnlyForcePublishes() throws Exception {
    // given: a published one that was measured on other data, and trained in another way
    store.publish(PlantedModels.registerOfRank(32, store, "other history", 0.38, 0.345).version());

    assertThatThrownBy(() -> publication(GATED, FAILING).publish(good))
        .isInstanceOf(SidecartException.class)
        .hasMessage("Cannot train: out of disk");
    publication(new GateSettings(Mode.FORCED, 0.005, "the sale is over"), FAILING).publish(good);

    // then
    Publication current = store.current().orElseThrow();
    assertThat(current.version()).isEqualTo(good);
    assertThat(current.overruled())
        .isEqualTo(
            new Publication.Overruled(
                "the sale is over",
                List.of("no comparison is possible: Cannot train: out of disk")));
  }

  @Test
  void whatElseTheGateFoundIsRecordedBesideAComparisonThatFailed() throws Exception {
    store.publish(PlantedModels.registerOfRank(32, store, "other history", 0.38, 0.345).version());
    String worst = PlantedModels.register(store, "history", 0.2, 0.345).version();

    publication(new GateSettings(Mode.FORCED, 0.005, "the sale is over"), FAILING).publish(worst);

    assertThat(store.current().orElseThrow().overruled().refusals())
        .containsExactly(
            "precision@5 0.2000 falls behind own-purchase frequency, 0.3450, by 0.1450 (tolerance"
                + " 0.0050)",
            "no comparison is possible: Cannot train: out of disk");
  }

  @Test
  void whoForcesMustSayWhy() {
    assertThatThrownBy(() -> new GateSettings(Mode.FORCED, 0.005, " "))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new GateSettings(Mode.GATED, 0.005, "because"))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new GateSettings(Mode.GATED, Double.NaN, null))
        .isInstanceOf(UsageException.class);
  }

  private GatedPublication gated() {
    return publication(GATED);
  }

  private GatedPublication publication(GateSettings settings) {
    return publication(settings, Judge.none());
  }

  private GatedPublication publication(GateSettings settings, Judge judge) {
    return new GatedPublication(store, settings, judge);
  }
}
