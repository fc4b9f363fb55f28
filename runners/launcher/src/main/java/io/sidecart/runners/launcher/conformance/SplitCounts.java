package io.sidecart.runners.launcher.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;

/**
 * What split tells in its folder.
 *
 * @param history purchases of the history
 * @param live all others
 */
record SplitCounts(long history, long live) {
  private static final String REPORT = "_split.json";

  /** Those of a history. */
  static SplitCounts read(String folder) throws IOException {
    JsonNode report =
        new ObjectMapper()
            .readTree(Storages.read(Storages.of(folder), StoragePaths.child(folder, REPORT)));
    return new SplitCounts(report.required("history").asLong(), report.required("live").asLong());
  }
}
