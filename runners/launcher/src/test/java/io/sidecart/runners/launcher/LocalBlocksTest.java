package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalBlocksTest {
  @Test
  void sparkOfThisProcessKeepsThemInTheFolderOfTheRun() {
    assertThat(LocalBlocks.below("/home/.sidecart/spark/run-1", "local[2]", Map.of(), Map.of()))
        .contains("/home/.sidecart/spark/run-1/blocks");
  }

  @Test
  void aClusterKeepsThemWhereItsWorkersDo() {
    assertThat(LocalBlocks.below("/home/run-1", "spark://host:7077", Map.of(), Map.of())).isEmpty();
    assertThat(LocalBlocks.below("hdfs://host/run-1", "local[2]", Map.of(), Map.of())).isEmpty();
  }

  @Test
  void whatTheUserHasNamedStays() {
    assertThat(
            LocalBlocks.below(
                "/run-1", "local[2]", Map.of(LocalBlocks.PROPERTY, "/large"), Map.of()))
        .isEmpty();
    assertThat(
            LocalBlocks.below("/run-1", "local[2]", Map.of(), Map.of("SPARK_LOCAL_DIRS", "/large")))
        .isEmpty();
  }
}
