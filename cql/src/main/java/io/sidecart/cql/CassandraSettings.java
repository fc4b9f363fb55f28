package io.sidecart.cql;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.UsageException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Cassandra is; equal by value, so that those with equal settings share a session.
 *
 * <p>No secret is held here: user name, password and keys are read where and when a session opens,
 * from the environment ({@code SIDECART_CASSANDRA_USERNAME}, {@code SIDECART_CASSANDRA_PASSWORD})
 * or from the config file, which has to be at the same path on every worker.
 *
 * @param hosts names or addresses of some nodes, without port
 * @param port the native port of all nodes
 * @param keyspace lower case letters, digits and underscores, at most 48
 * @param configFile a Java properties file of {@link ConnectionConfig}'s keys; null for the one
 *     that {@code SIDECART_CASSANDRA_CONFIG} names, if any
 */
public record CassandraSettings(
    List<String> hosts, int port, String keyspace, @Nullable String configFile)
    implements Serializable {
  // A keyspace stands in the text of a statement, where nothing can be bound.
  private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
  private static final Pattern CONTACT_POINT = Pattern.compile("(\\[.+]|[^:\\[\\]]+):(\\d{1,5})");

  public CassandraSettings {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new UsageException("--cassandra names no host; give host:port[,host:port]");
    }
    if (port < 1 || port > 65535) {
      throw new UsageException("--cassandra: port " + port + " is not between 1 and 65535");
    }
    if (!KEYSPACE.matcher(requireNonNull(keyspace, "keyspace")).matches()) {
      throw new UsageException(
          "--keyspace="
              + keyspace
              + ": a keyspace is a lower case letter, then at most 47 lower case letters, digits"
              + " and underscores");
    }
  }

  /**
   * Reads the form that stands on a command line.
   *
   * @param contactPoints {@code host:port[,host:port]}, all with one port, since the driver reaches
   *     the nodes it is not told of by that port
   * @throws UsageException if one is not of that form, or the keyspace's name is not valid
   */
  public static CassandraSettings of(
      String contactPoints, String keyspace, @Nullable String configFile) {
    List<String> hosts = new ArrayList<>();
    int port = 0;
    for (String contactPoint : contactPoints.split(",", -1)) {
      var parts = CONTACT_POINT.matcher(contactPoint.strip());
      if (!parts.matches()) {
        throw new UsageException(
            "--cassandra="
                + contactPoints
                + ": '"
                + contactPoint
                + "' is not of the form host:port");
      }
      int itsPort = Integer.parseInt(parts.group(2));
      if (port != 0 && itsPort != port) {
        throw new UsageException(
            "--cassandra=" + contactPoints + ": all nodes must listen on one port");
      }
      port = itsPort;
      hosts.add(parts.group(1));
    }
    return new CassandraSettings(hosts, port, keyspace, configFile);
  }

  /** {@code host:port,...}, for messages. */
  public String contactPoints() {
    return String.join(",", hosts.stream().map(host -> host + ":" + port).toList());
  }
}
