package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import io.sidecart.runners.services.Home;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointRootTest {
  private static final Home HOME = new Home(Path.of("checkout"), Path.of("state"));

  @ParameterizedTest
  @ValueSource(
      strings = {"local", "local[2]", "local[*]", "spark://127.0.0.1:7077", "spark://localhost:1"})
  void isAFolderOfThisMachineWhereNoOtherTakesPart(String master) {
    assertThat(CheckpointRoot.of(null, master, true, HOME)).isEqualTo("state/spark");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark://10.0.0.7:7077", "spark://localhost.example:1", "yarn", "k8s://h"})
  void aStreamOnOtherMachinesNeedsOneThatTheyReach(String master) {
    assertThatThrownBy(() -> CheckpointRoot.of(null, master, true, HOME))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(master, "--checkpointDir=", "hdfs://");
  }

  @Test
  void aBatchJobWritesNoCheckpoints() {
    assertThat(CheckpointRoot.of(null, "yarn", false, HOME)).isEqualTo("state/spark");
  }

  @Test
  void whatIsGivenIsTaken() {
    assertThat(CheckpointRoot.of("hdfs://h/c", "yarn", true, HOME)).isEqualTo("hdfs://h/c");
  }
}
