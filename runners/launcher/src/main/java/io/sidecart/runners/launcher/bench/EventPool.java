package io.sidecart.runners.launcher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.CartEventJson;
import io.sidecart.model.ItemFeatures;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * Events of the sample's own users and items, as bytes that are made once: making them anew would
 * take time from what is measured.
 *
 * @param users all users
 * @param items all items that prepare kept
 * @param messages in random order
 */
public record EventPool(Set<Integer> users, Set<Integer> items, List<Message> messages) {

  /** A message and the partition that Kafka's own clients would send its key to. */
  public record Message(int partition, byte[] key, byte[] value) {}

  /**
   * Reads a sample and what prepare made of it.
   *
   * @param purchases the sample's purchases as CSV: user_id first, item_id fourth
   * @param features the folder of item features that prepare wrote
   */
  public static EventPool read(Path purchases, String features, int partitions) throws IOException {
    Set<Integer> items = items(features);
    Set<Integer> users = new TreeSet<>();
    List<Message> messages = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(purchases)) {
      lines.readLine(); // the header
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        int user = Integer.parseInt(cells[0]);
        int item = Integer.parseInt(cells[3]);
        if (items.contains(item)) {
          users.add(user);
          messages.add(message(user, item, partitions));
        }
      }
    }
    Collections.shuffle(messages, new Random(42));
    return new EventPool(users, items, messages);
  }

  /**
   * Events of users and items that are numbered from 0.
   *
   * @param count how many events
   */
  public static EventPool generated(int users, int items, int partitions, int count) {
    Random random = new Random(42);
    List<Message> messages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      messages.add(message(random.nextInt(users), random.nextInt(items), partitions));
    }
    return new EventPool(upTo(users), upTo(items), messages);
  }

  private static Set<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  private static Message message(int user, int item, int partitions) {
    byte[] key = Integer.toString(user).getBytes(UTF_8);
    int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
    return new Message(partition, key, CartEventJson.write(user, item, 1, 4.99).getBytes(UTF_8));
  }

  private static Set<Integer> items(String folder) throws IOException {
    ItemFeaturesTable table = new ItemFeaturesTable();
    Storage storage = Storages.of(folder);
    Set<Integer> items = new TreeSet<>();
    for (Storage.Entry file : Storages.visibleFiles(storage, folder)) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), table.schema())) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          ItemFeatures item = table.fromRecord(row);
          items.add(item.itemId());
        }
      }
    }
    return items;
  }
}
