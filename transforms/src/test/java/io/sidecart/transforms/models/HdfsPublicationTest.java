package io.sidecart.transforms.models;

import io.sidecart.transforms.storage.TestHdfs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Publishing, going back and pruning on a real HDFS. */
@Tag("services")
@Tag("hdfs")
@Tag("long")
@Timeout(60)
class HdfsPublicationTest extends PublicationContract {

  @Override
  String newFolder() {
    return TestHdfs.folder();
  }
}
