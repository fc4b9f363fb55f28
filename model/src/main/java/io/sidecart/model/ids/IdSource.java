package io.sidecart.model.ids;

import java.io.Serializable;

/** Where a worker finds a dictionary; travels with a pipeline, which a dictionary does not. */
public interface IdSource extends Serializable {
  /**
   * Opens the dictionary; the caller closes it.
   *
   * @throws io.sidecart.model.SidecartException if it cannot be read
   */
  Opened open();

  /** A dictionary that is at hand until it is closed. */
  interface Opened extends AutoCloseable {
    IdDictionary dictionary();

    @Override
    void close();
  }
}
