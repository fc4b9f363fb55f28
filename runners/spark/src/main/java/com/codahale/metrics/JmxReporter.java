package com.codahale.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * The class that Cassandra's driver reports its metrics by, under the name that it had in Metrics
 * 3: Spark brings Metrics 4, where it moved. CassandraIO opens its sessions with it, always.
 */
@NullMarked
public final class JmxReporter {
  private final com.codahale.metrics.jmx.JmxReporter reporter;

  private JmxReporter(com.codahale.metrics.jmx.JmxReporter reporter) {
    this.reporter = reporter;
  }

  /** Reports what stands in a registry. */
  public static Builder forRegistry(MetricRegistry registry) {
    return new Builder(com.codahale.metrics.jmx.JmxReporter.forRegistry(registry));
  }

  /** Registers the metrics with the JVM. */
  public void start() {
    reporter.start();
  }

  /** Takes them back. */
  public void stop() {
    reporter.stop();
  }

  /** As much of Metrics 3's builder as the driver calls. */
  public static final class Builder {
    private final com.codahale.metrics.jmx.JmxReporter.Builder builder;

    private Builder(com.codahale.metrics.jmx.JmxReporter.Builder builder) {
      this.builder = builder;
    }

    /** The domain of the names. */
    public Builder inDomain(String domain) {
      var unused = builder.inDomain(domain);
      return this;
    }

    /** The reporter, not started yet. */
    public JmxReporter build() {
      return new JmxReporter(builder.build());
    }
  }
}
