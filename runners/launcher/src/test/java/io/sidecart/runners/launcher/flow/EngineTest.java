package io.sidecart.runners.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTest {

  @Test
  void theDefaultNeedsNoOption() {
    assertThat(Engine.DIRECT.with(List.of("--k=5"))).containsExactly("--k=5");
  }

  @Test
  void sparkIsNamedWithItsMaster() {
    assertThat(Engine.spark("a cluster", "spark://host:7077").with(List.of("--k=5")))
        .containsExactly("--k=5", "--runner=SparkRunner", "--sparkMaster=spark://host:7077");
  }
}
