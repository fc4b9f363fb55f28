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
    /** As it was when it was last read. */
    IdDictionary dictionary();

    /**
     * The text of a number, also of one that was given since.
     *
     * @throws io.sidecart.model.SidecartException if no text has it
     */
    default String textOf(int number) {
      return dictionary().textOf(number);
    }

    @Override
    void close();
  }
}
