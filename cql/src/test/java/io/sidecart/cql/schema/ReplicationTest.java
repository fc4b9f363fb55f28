package io.sidecart.cql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationTest {

  @Test
  void oneNodeKeepsOneCopy() {
    assertThat(Replication.parse("one-node").cql())
        .isEqualTo("{'class': 'SimpleStrategy', 'replication_factor': 1}");
  }

  @Test
  void aClusterKeepsCopiesByDatacenter() {
    assertThat(Replication.parse("west:2,east:3").cql())
        .isEqualTo("{'class': 'NetworkTopologyStrategy', 'east': 3, 'west': 2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "east:0", "east:3,", "east':3", "east:three"})
  void anotherFormIsRefused(String text) {
    assertThatThrownBy(() -> Replication.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--replication=" + text);
  }
}
