package io.sidecart.model.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublicationLogTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void theFirstPublicationHasNothingToReturnTo() {
    PublicationLog log = published("a");

    assertThat(log.rollbackTarget()).isEmpty();
    assertThat(PublicationLog.empty().rollbackTarget()).isEmpty();
  }

  @Test
  void rollbackReturnsToTheVersionPublishedBefore() {
    PublicationLog log = published("a", "b", "c");

    assertThat(log.rollbackTarget().orElseThrow().version()).isEqualTo("b");
  }

  @Test
  void theSecondRollbackGoesOnBackAndNotForth() {
    // Given
    PublicationLog log = rollback(published("a", "b", "c"));
    assertThat(log.current().orElseThrow().version()).isEqualTo("b");

    // When
    PublicationLog twice = rollback(log);

    // Then
    assertThat(twice.current().orElseThrow().version()).isEqualTo("a");
    assertThat(twice.sequence()).isEqualTo(5);
    assertThat(twice.rollbackTarget()).isEmpty();
  }

  @Test
  void aVersionPublishedAfterARollbackReturnsToWhatTheRollbackBroughtBack() {
    PublicationLog log =
        rollback(published("a", "bad")).published("good", START.plusSeconds(9), "anna", null);

    assertThat(log.rollbackTarget().orElseThrow().version()).isEqualTo("a");
  }

  @Test
  void aVersionPublishedTwiceIsNotItsOwnTarget() {
    assertThat(published("a", "b", "b").rollbackTarget().orElseThrow().version()).isEqualTo("a");
  }

  @Test
  void tellsWhenAVersionWasReplaced() {
    PublicationLog log = published("a", "b", "c");

    assertThat(log.replaced("a")).contains(START.plusSeconds(1));
    assertThat(log.replaced("c")).isEmpty();
    assertThat(log.replaced("never")).isEmpty();
  }

  private static PublicationLog published(String... versions) {
    PublicationLog log = PublicationLog.empty();
    for (String version : versions) {
      log = log.published(version, START.plusSeconds(log.sequence()), "anna", null);
    }
    return log;
  }

  private static PublicationLog rollback(PublicationLog log) {
    return log.rolledBack(log.rollbackTarget().orElseThrow(), START.plusSeconds(8), "ben");
  }
}
