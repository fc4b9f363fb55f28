package io.sidecart.transforms.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoragePathsTest {

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a",
    "/a, /",
    "hdfs://host:8020/a/b, hdfs://host:8020/a",
    "hdfs://host:8020/a, hdfs://host:8020/",
    "hdfs:///a, hdfs:///",
  })
  void theParentOfWhatStandsInTheRootIsTheRoot(String path, String parent) {
    assertThat(StoragePaths.parent(path)).isEqualTo(parent);
    assertThat(StoragePaths.child(parent, StoragePaths.name(path))).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a/, /a",
    "hdfs://host:8020, hdfs://host:8020/",
    "hdfs://host:8020/, hdfs://host:8020/",
    "hdfs://host:8020/a/, hdfs://host:8020/a",
  })
  void aTrailingSlashGoesUnlessItIsTheRoot(String path, String absolute) {
    assertThat(Storages.absolute(path)).isEqualTo(absolute);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/shop [prod]/out", "/a*", "/a/{b}", "/a?"})
  void aNameThatBeamWouldTakeForAPatternIsRefused(String path) {
    assertThatThrownBy(() -> StoragePaths.requireNoPattern(path))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith(path + " holds a character of file patterns");
  }
}
