package io.sidecart.transforms.storage;

import java.util.UUID;

/** The HDFS of the tests that are tagged hdfs. */
public final class TestHdfs {
  private TestHdfs() {}

  /** A folder of one test alone; it does not exist yet. */
  public static String folder() {
    return System.getProperty("sidecart.test.hdfs") + "/" + UUID.randomUUID();
  }
}
