package io.sidecart.pipelines.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sidecart.model.SidecartException;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The finished trials of one search, a JSON file each, which is there as a whole or not at all.
 *
 * <p>A search is the data and the windows; another one keeps its trials in another folder, so that
 * none is taken for one of this.
 */
final class TrialStore {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Storage storage;
  private final String folder;

  /**
   * @param folder of all searches
   * @param search the name of this one
   */
  TrialStore(String folder, String search) {
    this.folder = StoragePaths.child(Storages.absolute(folder), search);
    this.storage = Storages.of(this.folder);
  }

  String folder() {
    return folder;
  }

  /**
   * The trial of these parameters, where it is finished.
   *
   * @throws SidecartException if its file is damaged
   */
  Optional<Trial> find(Manifest.Parameters parameters) throws IOException {
    String path = path(parameters);
    if (!storage.exists(path)) {
      return Optional.empty();
    }
    try {
      Trial trial = JSON.readValue(Storages.read(storage, path), Trial.class);
      return Optional.of(trial).filter(each -> each.parameters().equals(parameters));
    } catch (JsonProcessingException e) {
      throw new SidecartException(
          path + " is no trial (" + e.getOriginalMessage() + "): delete it to repeat it", e);
    }
  }

  void save(Trial trial) throws IOException {
    Storages.publish(
        storage,
        path(trial.parameters()),
        (JSON.writeValueAsString(trial) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Every parameter is part of the name, the hash stands for those that people do not look for. */
  private String path(Manifest.Parameters parameters) {
    return StoragePaths.child(
        folder,
        "rank-%d_regParam-%s_alpha-%s_%08x.json"
            .formatted(
                parameters.rank(),
                parameters.regParam(),
                parameters.alpha(),
                parameters.toString().hashCode()));
  }
}
