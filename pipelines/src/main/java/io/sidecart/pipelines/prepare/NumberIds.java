package io.sidecart.pipelines.prepare;

import io.sidecart.model.ids.IdDictionary;
import io.sidecart.model.ids.TextIds;
import io.sidecart.model.rows.Column;
import io.sidecart.pipelines.job.BatchRun;
import io.sidecart.transforms.ids.IdFile;
import io.sidecart.transforms.ids.IdFolder;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;

/**
 * Gives numbers to the ids that are text, before anything else is read. A number that the folder
 * which is to be replaced holds stays.
 */
final class NumberIds {
  private final PrepareOptions options;
  private final PrepareSettings settings;
  private final PreparedTables tables;

  /**
   * @param tables where the new dictionaries go
   */
  NumberIds(PrepareOptions options, PrepareSettings settings, PreparedTables tables) {
    this.options = options;
    this.settings = settings;
    this.tables = tables;
  }

  /**
   * Reads the columns of ids and writes the dictionaries.
   *
   * @param replaced the folder of the prepare before, which need not be there
   */
  TextIds run(String replaced) throws IOException {
    if (!settings.usersAreText() && !settings.itemsAreText()) {
      return TextIds.none();
    }
    Pipeline pipeline = Pipeline.create(options);
    if (settings.usersAreText()) {
      gather(pipeline, "users", List.of(settings.purchases()), settings.purchaseRows().user());
    }
    if (settings.itemsAreText()) {
      List<String> files = Stream.of(settings.purchases(), settings.products()).distinct().toList();
      gather(pipeline, "items", files, settings.purchaseRows().item());
    }
    BatchRun.toEnd(pipeline);
    IdFolder before = new IdFolder(replaced);
    IdFolder now = new IdFolder(tables.folder());
    if (settings.usersAreText()) {
      number("users", before.users(), now.users());
    }
    if (settings.itemsAreText()) {
      number("items", before.items(), now.items());
    }
    return now.textIds();
  }

  private void gather(Pipeline pipeline, String kind, List<String> files, Column column) {
    GatherIds.build(pipeline, kind, files, column, tables.ids(kind));
  }

  private void number(String kind, IdFile before, IdFile now) throws IOException {
    IdDictionary dictionary =
        before.readIfThere().plus(PrepareJob.lines(tables.folder(), tables.ids(kind)));
    now.write(dictionary);
  }
}
