package io.sidecart.transforms.ids;

import io.sidecart.model.SidecartException;
import io.sidecart.model.ids.TextIds;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;

/**
 * The dictionaries that stand in the folder that prepare wrote, one for each kind of id that is
 * text.
 *
 * @param folder what prepare wrote
 */
public record IdFolder(String folder) {
  private static final String NAME = "ids";

  public IdFile users() {
    return file("users.parquet");
  }

  public IdFile items() {
    return file("items.parquet");
  }

  /** Which ids are text, by the files that are there. */
  public TextIds textIds() throws IOException {
    return new TextIds(users().exists() ? users() : null, items().exists() ? items() : null);
  }

  /**
   * The same where at least one kind is text.
   *
   * @throws SidecartException if none is
   */
  public TextIds needed() throws IOException {
    TextIds ids = textIds();
    if (ids.isEmpty()) {
      throw new SidecartException(
          "there is no dictionary of ids in %s: leave out --ids where ids are whole numbers, or name"
                  .formatted(folder)
              + " the output of prepare --itemIds=text");
    }
    return ids;
  }

  private IdFile file(String name) {
    return new IdFile(StoragePaths.child(StoragePaths.child(folder, NAME), name));
  }
}
