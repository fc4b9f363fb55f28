package io.sidecart.pipelines.hdfs;

import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.hdfs.HadoopFileSystemOptions;
import org.apache.beam.sdk.io.hdfs.HadoopFileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.hadoop.conf.Configuration;

/**
 * Registers {@code hdfs://} with Beam, in the driver and in each worker, where nothing else does.
 *
 * <p>Beam's own registrar does so only where an option or HADOOP_CONF_DIR names a configuration.
 */
public final class HdfsRegistrar implements FileSystemRegistrar {
  private static final String DEFAULT_FILE_SYSTEM = "fs.defaultFS";

  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    if (options.as(HadoopFileSystemOptions.class).getHdfsConfiguration() != null) {
      return List.of();
    }
    HadoopFileSystemOptions hdfs = PipelineOptionsFactory.as(HadoopFileSystemOptions.class);
    hdfs.setHdfsConfiguration(List.of(configuration()));
    return new HadoopFileSystemRegistrar().fromOptions(hdfs);
  }

  /** That of the class path; its default file system tells the registrar the scheme. */
  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    if (!configuration.get(DEFAULT_FILE_SYSTEM, "").startsWith("hdfs:")) {
      configuration.set(DEFAULT_FILE_SYSTEM, "hdfs:///");
    }
    return configuration;
  }
}
