package io.sidecart.pipelines.publish;

import java.io.IOException;

/** What has to be done for a version before it may be served. */
public interface BeforePublishing {

  /**
   * Returns when the version can be served; does nothing where that is done.
   *
   * @throws io.sidecart.model.SidecartException if it cannot be; it is not published then
   */
  void prepare(String version) throws IOException;

  /** What asks {@code ./sidecart models publish} to do this, with a space before it. */
  default String option() {
    return "";
  }

  /** Nothing. */
  static BeforePublishing nothing() {
    return version -> {};
  }
}
