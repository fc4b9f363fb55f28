package io.sidecart.runners.launcher.bench;

import io.sidecart.model.manifest.Manifest;
import io.sidecart.runners.launcher.flow.FactorRows;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** A model of random factors: it costs as much to serve as a trained one of its size. */
public final class GeneratedModel {
  private GeneratedModel() {}

  /** Writes and publishes a model in which all of these users and items are known. */
  public static void publish(
      String folder, Collection<Integer> users, Collection<Integer> items, int rank)
      throws IOException {
    ModelStore store = ModelStore.at(folder);
    Draft draft = store.draft();
    Random random = new Random(42);
    write(StoragePaths.child(draft.alsFolder(), "userFactors"), users, rank, random);
    write(StoragePaths.child(draft.alsFolder(), "itemFactors"), items, rank, random);
    store.register(
        draft,
        files ->
            new Manifest(
                Manifest.FORMAT_VERSION,
                draft.version(),
                Instant.now(),
                new Manifest.Parameters(rank, 0, 0, 0, true, 42, 1),
                new Manifest.Data("generated", 0, users.size(), items.size(), 0, 0),
                new Manifest.Size(rank, users.size(), items.size()),
                new TreeMap<>(),
                files));
    store.publish(draft.version());
  }

  private static void write(String folder, Collection<Integer> ids, int rank, Random random)
      throws IOException {
    // One by one: a million vectors at once would take more memory than a bench has.
    Iterable<GenericRecord> rows = () -> ids.stream().map(id -> row(id, rank, random)).iterator();
    String file = StoragePaths.child(folder, "part-0.parquet");
    ParquetFiles.publish(Storages.of(folder), file, FactorRows.SCHEMA, rows, Map::of);
  }

  private static GenericRecord row(int id, int rank, Random random) {
    List<Float> vector = new ArrayList<>(rank);
    for (int i = 0; i < rank; i++) {
      vector.add((float) random.nextGaussian());
    }
    return FactorRows.row(id, vector);
  }
}
