package io.sidecart.transforms.storage;

import io.sidecart.model.SidecartException;
import java.io.IOException;

/**
 * What a file system refused, or could not do: what stands in the file may be sound.
 *
 * <p>The message names the path and the reason.
 */
public final class StorageException extends SidecartException {
  private static final long serialVersionUID = 1L;

  StorageException(String message, IOException cause) {
    super(message, cause);
  }
}
