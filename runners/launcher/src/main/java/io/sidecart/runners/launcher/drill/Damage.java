package io.sidecart.runners.launcher.drill;

import io.sidecart.model.manifest.Manifest;
import io.sidecart.runners.launcher.flow.FactorRows;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/** What can be wrong with a version of a model store. */
enum Damage {
  NONE,
  TRUNCATED_PARQUET,
  WRONG_CHECKSUM,
  RANK_MISMATCH,
  NAN_FACTORS;

  private static final String ITEMS = ModelStore.ALS + "/itemFactors";

  String title() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  /**
   * Registers and publishes a copy of a version with this damage.
   *
   * @param from the store of the version
   * @param to the store of the copy, perhaps the same
   * @return the version of the copy
   */
  String publishCopy(ModelStore from, String version, ModelStore to) throws IOException {
    Storage storage = Storages.of(to.folder());
    Manifest good = from.manifest(version);
    Draft draft = to.draft();
    copy(Storages.of(from.folder()), from.folderOf(version), storage, draft.folder());
    if (this == NAN_FACTORS) {
      addNaN(storage, draft, good.size().rank());
    }
    to.register(draft, files -> manifest(good, draft.version(), files));
    damage(storage, to.folderOf(draft.version()));
    to.publish(draft.version());
    return draft.version();
  }

  private static void copy(Storage storage, String folder, Storage target, String copy)
      throws IOException {
    for (Entry file : Storages.visibleFiles(storage, folder)) {
      String path = file.path().substring(folder.length());
      if (!path.equals("/manifest.json")) {
        Storages.publish(target, copy + path, Storages.read(storage, file.path()));
      }
    }
  }

  private static void addNaN(Storage storage, Draft draft, int rank) throws IOException {
    GenericRecord row = FactorRows.row(Integer.MAX_VALUE, Collections.nCopies(rank, Float.NaN));
    ParquetFiles.publish(
        storage,
        StoragePaths.child(draft.folder(), ITEMS + "/part-nan.parquet"),
        FactorRows.SCHEMA,
        List.of(row),
        Map::of);
  }

  private Manifest manifest(Manifest good, String version, List<Manifest.StoredFile> files) {
    Manifest.Size size = good.size();
    return new Manifest(
        Manifest.FORMAT_VERSION,
        version,
        Instant.now(),
        good.parameters(),
        good.data(),
        new Manifest.Size(
            this == RANK_MISMATCH ? size.rank() + 1 : size.rank(),
            size.users(),
            this == NAN_FACTORS ? size.items() + 1 : size.items()),
        good.metrics(),
        files);
  }

  private void damage(Storage storage, String folder) throws IOException {
    if (this != TRUNCATED_PARQUET && this != WRONG_CHECKSUM) {
      return;
    }
    Entry file =
        Storages.visibleFiles(storage, StoragePaths.child(folder, ITEMS)).stream()
            .filter(each -> each.name().endsWith(ParquetFiles.SUFFIX))
            .findFirst()
            .orElseThrow();
    byte[] content = Storages.read(storage, file.path());
    if (this == TRUNCATED_PARQUET) {
      content = Arrays.copyOf(content, content.length * 2 / 3);
    } else {
      content[content.length / 2] ^= 1;
    }
    Storages.publish(storage, file.path(), content);
  }
}
