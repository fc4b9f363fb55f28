package io.sidecart.pipelines.retrain;

import static io.sidecart.pipelines.retrain.RetrainSite.BOUGHT;
import static io.sidecart.pipelines.retrain.RetrainSite.NOW;
import static io.sidecart.pipelines.retrain.RetrainSite.OLD_1;
import static io.sidecart.pipelines.retrain.RetrainSite.OLD_2;
import static io.sidecart.pipelines.retrain.RetrainSite.event;
import static io.sidecart.pipelines.retrain.RetrainSite.kill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.manifest.Publication;
import io.sidecart.pipelines.publish.BeforePublishing;
import io.sidecart.pipelines.publish.Outcome.Status;
import io.sidecart.pipelines.publish.PlantedModels;
import io.sidecart.pipelines.retrain.RetrainSite.Killed;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run of retrain does, wherever its folders are. */
abstract class RetrainContract {
  private RetrainSite site;

  /** A folder of one test alone. */
  abstract String newFolder();

  @BeforeEach
  void plantHistory() throws IOException {
    site = RetrainSite.in(newFolder());
  }

  @Test
  void trainsOnTheHistoryAndOnEachNewEventOnce() throws Exception {
    // Given: offset 5 came again after a restart, and once more in a file of its own
    site.stream("dt=2026-11-19/hour=08/a.parquet", event(0, 5, 1, 21), event(0, 6, 2, 22));
    site.stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21), event(1, 5, 3, 23));
    site.stream("dt=2026-11-19/hour=09/c.parquet", event(0, 5, 1, 21), event(0, 4, 4, 24));

    // When
    RetrainRun.Result result = site.run(0.38);

    // Then
    assertThat(site.trainedOn())
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.list(Purchase.class))
        .containsExactlyInAnyOrder(
            OLD_1,
            OLD_2,
            new Purchase("cart-events-0", 5, 1, 21, 1, 4.99, null, BOUGHT),
            new Purchase("cart-events-0", 6, 2, 22, 1, 4.99, null, BOUGHT),
            new Purchase("cart-events-1", 5, 3, 23, 1, 4.99, null, BOUGHT),
            new Purchase("cart-events-0", 4, 4, 24, 1, 4.99, null, BOUGHT));
    assertThat(result.collected()).isEqualTo(new Collected(2, 4, 2, 0, 0));
    assertThat(result.outcome().status()).isEqualTo(Status.PUBLISHED);
    assertThat(site.store().current().orElseThrow().version())
        .isEqualTo(result.manifest().version());
  }

  @Test
  void aStreamThatHasNotWrittenYetLeavesTheHistoryAlone() throws Exception {
    assertThat(site.run(0.38).collected()).isEqualTo(new Collected(2, 0, 0, 0, 0));
    assertThat(site.trainedOn()).containsExactly(List.of(OLD_1, OLD_2));
  }

  @Test
  void eventsOfIdsWithoutANumberAreLeftOutAndTold() throws Exception {
    // Given: a user and an item that are new to the dictionaries, one event twice
    site.stream("dt=2026-11-19/hour=08/a.parquet", event(0, 5, 1, 21), event(0, 6, -1, 22));
    site.stream("dt=2026-11-19/hour=09/b.parquet", event(0, 6, -1, 22), event(0, 7, 3, -1));

    // When
    RetrainRun.Result result = site.run(0.38);

    // Then
    assertThat(result.collected()).isEqualTo(new Collected(2, 1, 1, 2, 0));
    assertThat(site.trainedOn().get(0)).hasSize(3);
    assertThat(site.told()).contains("2 events of ids without a number left out");
  }

  @Test
  void anEventThatCameAgainWithANumberIsTakenWithIt() throws Exception {
    // Given: written without a number, not committed, and written again behind a prepare
    site.stream("dt=2026-11-19/hour=08/a.parquet", event(0, 5, -1, 21), event(0, 6, -1, 22));
    site.stream("dt=2026-11-19/hour=08/b.parquet", event(0, 5, 7, 21));

    // When
    RetrainRun.Result result = site.run(0.38);

    // Then
    assertThat(result.collected()).isEqualTo(new Collected(2, 1, 1, 1, 0));
    assertThat(site.trainedOn().get(0))
        .contains(new Purchase("cart-events-0", 5, 7, 21, 1, 4.99, null, BOUGHT));
  }

  @Test
  void eventsOfAClockThatIsWrongAreLeftOutAndTold() throws Exception {
    // Given: messages of tomorrow, of a bit later, of the year 9999, and of seconds for
    // milliseconds
    site.stream(
        "dt=2026-11-19/hour=08/a.parquet",
        event(0, 5, NOW.plus(Duration.ofHours(23))),
        event(0, 6, NOW.plus(Duration.ofHours(25))),
        event(0, 7, Instant.parse("9999-12-31T23:59:59Z")),
        event(0, 8, Instant.ofEpochMilli(NOW.getEpochSecond())));

    // When
    RetrainRun.Result result = site.run(0.38);

    // Then: the history ends with the last one that can be
    assertThat(result.collected()).isEqualTo(new Collected(2, 1, 0, 0, 3));
    assertThat(site.trainedOn().get(0)).hasSize(3);
    assertThat(site.told()).contains("3 events of times that cannot be left out");
  }

  @Test
  void eachStepIsTold() throws Exception {
    site.run(0.38);

    assertThat(site.told().lines())
        .hasSize(5)
        .allMatch(line -> line.matches("  \\w+ +\\d+\\.\\d s  .+"))
        .extracting(line -> line.strip().split(" ")[0])
        .containsExactly("collect", "train", "evaluate", "gate", "publish");
  }

  @Test
  void whatFallsBehindIsRegisteredAndNotPublished() throws Exception {
    String before = site.run(0.38).manifest().version();

    RetrainRun.Result result = site.run(0.3);

    assertThat(result.outcome().status()).isEqualTo(Status.REFUSED);
    assertThat(site.store().current().orElseThrow().version()).isEqualTo(before);
    assertThat(site.store().versions()).contains(result.manifest().version());
  }

  @Test
  void afterAKillInTheTrainingTheNextRunTrainsOnTheSamePurchases() throws Exception {
    // Given
    assertThatThrownBy(() -> site.run(history -> kill())).isInstanceOf(Killed.class);
    site.stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21));

    // When
    RetrainRun.Result result = site.run(0.38);

    // Then: what came after the kill is for the run after this one
    assertThat(site.trainedOn()).containsExactly(List.of(OLD_1, OLD_2));
    assertThat(result.collected()).isEqualTo(new Collected(2, 0, 0, 0, 0));
    assertThat(site.told()).contains("  collect    before  2 purchases");
    assertThat(site.run(0.38).collected()).isEqualTo(new Collected(2, 1, 0, 0, 0));
  }

  @Test
  void afterAKillBehindTheTrainingTheModelIsNotTrainedAgain() throws Exception {
    // Given: killed when the model was registered, and before that was written down
    assertThatThrownBy(
            () ->
                site.run(
                    history -> {
                      site.train(history, 0.38);
                      return kill();
                    }))
        .isInstanceOf(Killed.class);
    String registered = site.store().versions().get(0);

    // When
    RetrainRun.Result result = site.run(history -> kill());

    // Then
    assertThat(result.manifest().version()).isEqualTo(registered);
    assertThat(site.store().versions()).containsExactly(registered);
    assertThat(site.store().current().orElseThrow().version()).isEqualTo(registered);
  }

  @Test
  void afterAKillBehindThePublicationNothingIsPublishedTwice() throws Exception {
    // Given
    assertThatThrownBy(
            () ->
                site.run(
                    history -> {
                      site.store().publish(site.train(history, 0.38).manifest().version());
                      return kill();
                    }))
        .isInstanceOf(Killed.class);

    // When
    RetrainRun.Result result = site.run(history -> kill());

    // Then
    assertThat(result.outcome().status()).isEqualTo(Status.PUBLISHED);
    assertThat(site.store().publications().publications()).hasSize(1);
  }

  @Test
  void aRollbackIsNotUndoneByARunThatHadPublished() throws Exception {
    // given: killed when its model was published, which was taken back
    String first = site.run(0.38).manifest().version();
    assertThatThrownBy(
            () ->
                site.run(
                    history -> {
                      site.store().publish(site.train(history, 0.38).manifest().version());
                      return kill();
                    }))
        .isInstanceOf(Killed.class);
    String second = site.store().current().orElseThrow().version();
    site.store().rollback();

    // when
    RetrainRun.Result result = site.run(history -> kill());

    // then
    assertThat(result.manifest().version()).isEqualTo(second);
    assertThat(result.outcome().status()).isEqualTo(Status.PUBLISHED);
    assertThat(site.store().current().orElseThrow().version()).isEqualTo(first);
    assertThat(site.store().publications().publications()).hasSize(3);
    assertThat(site.told())
        .contains(
            "  publish    before  published as number 2, and not again: since then %s is served"
                .formatted(first));
  }

  @Test
  void whatWasPublishedMeanwhileIsNotPutUnderAnOlderModel() throws Exception {
    // given: killed behind the training, and somebody publishes a model of today
    assertThatThrownBy(
            () ->
                site.run(
                    history -> {
                      site.train(history, 0.38);
                      return kill();
                    }))
        .isInstanceOf(Killed.class);
    String old = site.store().versions().get(0);
    String others = PlantedModels.register(site.store(), "today", 0.38, 0.345).version();
    site.store().publish(others);
    site.stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21));

    // when
    RetrainRun.Result result = site.run(0.38);

    // then: trained on today's purchases
    assertThat(result.manifest().version()).isNotEqualTo(old);
    assertThat(result.collected()).isEqualTo(new Collected(2, 1, 0, 0, 0));
    assertThat(site.store().publications().publications())
        .extracting(Publication::version)
        .containsExactly(others, result.manifest().version());
    assertThat(site.told())
        .containsPattern(
            "  run          anew  model %s was published since run \\S+ began, which is not gone on"
                    .formatted(others)
                + " with: nothing older is put over that");
  }

  @Test
  void aRollbackMeanwhileBeginsAnewARunThatHadNotPublished() throws Exception {
    // given: two published, a run that fails to publish, and a rollback behind it
    site.run(0.38);
    site.run(0.38);
    assertThatThrownBy(() -> runWithCassandraAway(history -> site.train(history, 0.38)))
        .hasMessageContaining("Cassandra is away");
    site.store().rollback();

    // when
    RetrainRun.Result result = site.run(0.38);

    // then
    assertThat(site.store().versions()).hasSize(4).contains(result.manifest().version());
    assertThat(site.trainedOn()).hasSize(4);
    assertThat(site.told()).contains("  run          anew  model ");
  }

  @Test
  void aRunThatFailedIsBegunAnew() throws Exception {
    assertThatThrownBy(
            () ->
                site.run(
                    history -> {
                      throw new SidecartException("Cannot train: out of memory");
                    }))
        .isInstanceOf(SidecartException.class);
    site.stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21));

    assertThat(site.run(0.38).collected()).isEqualTo(new Collected(2, 1, 0, 0, 0));
  }

  @Test
  void afterAFailureToPublishTheNextRunGoesOnAtTheGate() throws Exception {
    // Given
    assertThatThrownBy(() -> runWithCassandraAway(history -> site.train(history, 0.38)))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Model %s is registered, but not published: Cassandra is away; to publish it: ./sidecart"
                    .formatted(site.store().versions().get(0))
                + " models publish %s --away".formatted(site.store().versions().get(0)));
    String registered = site.store().versions().get(0);
    assertThat(site.store().current()).isEmpty();

    // When
    RetrainRun.Result result = site.run(history -> kill());

    // Then
    assertThat(result.manifest().version()).isEqualTo(registered);
    assertThat(site.store().versions()).containsExactly(registered);
    assertThat(site.store().current().orElseThrow().version()).isEqualTo(registered);
  }

  @Test
  void whatCannotBePublishedThreeTimesIsTrainedAnew() throws Exception {
    for (int run = 0; run < RetrainRun.TRIES; run++) {
      assertThatThrownBy(() -> runWithCassandraAway(history -> site.train(history, 0.38)))
          .hasMessageContaining("Cassandra is away");
      assertThat(site.store().versions()).hasSize(1);
    }

    site.run(0.38);

    assertThat(site.store().versions()).hasSize(2);
  }

  private RetrainRun.Result runWithCassandraAway(RetrainRun.Training training) throws IOException {
    return site.run(
        training,
        "rank 64",
        NOW,
        new BeforePublishing() {
          @Override
          public void prepare(String version) {
            throw new SidecartException("Cassandra is away");
          }

          @Override
          public String option() {
            return " --away";
          }
        });
  }

  @Test
  void aKillOfTheDayBeforeIsNotGoneOnFrom() throws Exception {
    assertThatThrownBy(() -> site.run(history -> kill())).isInstanceOf(Killed.class);
    site.stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21));

    RetrainRun.Result result =
        site.run(history -> site.train(history, 0.38), "rank 64", NOW.plus(Duration.ofHours(25)));

    assertThat(result.collected()).isEqualTo(new Collected(2, 1, 0, 0, 0));
  }

  @Test
  void otherOptionsBeginAnew() throws Exception {
    assertThatThrownBy(() -> site.run(history -> kill())).isInstanceOf(Killed.class);
    site.stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21));

    RetrainRun.Result result = site.run(history -> site.train(history, 0.38), "rank 128", NOW);

    assertThat(result.collected()).isEqualTo(new Collected(2, 1, 0, 0, 0));
  }

  @Test
  void onlyWhatTheLastRunTrainedOnIsKept() throws Exception {
    site.run(0.38);
    String second = site.run(0.38).run();
    String third = site.run(0.38).run();

    assertThat(Storages.of(site.work()).list(site.work()))
        .filteredOn(Entry::isFolder)
        .extracting(Entry::name)
        .containsExactlyInAnyOrder(second, third);
  }

  @Test
  void twoDoNotRunAtOnce() throws Exception {
    try (RunLock lock = RunLock.take(site.work(), false)) {
      assertThatThrownBy(() -> site.run(0.38))
          .isInstanceOf(SidecartException.class)
          .hasMessage(
              "Another retrain works in %s: wait for it, or add --breakLock if it is gone"
                  .formatted(site.work()));
    }
    assertThat(site.run(0.38).outcome().status()).isEqualTo(Status.PUBLISHED);
  }
}
