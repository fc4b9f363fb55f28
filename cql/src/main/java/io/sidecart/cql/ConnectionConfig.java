package io.sidecart.cql;

import com.datastax.driver.core.ConsistencyLevel;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a session is opened, secrets included: read when it opens and dropped after that.
 *
 * <p>The keys of the file: {@code username}, {@code password}, {@code tls} (true or false; true
 * where a truststore or a keystore is given), {@code truststore}, {@code truststorePassword},
 * {@code keystore}, {@code keystorePassword}, {@code verifyHostname} (true), {@code
 * localDatacenter}, {@code consistency} (LOCAL_QUORUM). User name and password of the environment
 * win over the file's.
 */
public final class ConnectionConfig {
  private static final Set<String> KEYS =
      Set.of(
          "username",
          "password",
          "tls",
          "truststore",
          "truststorePassword",
          "keystore",
          "keystorePassword",
          "verifyHostname",
          "localDatacenter",
          "consistency");

  private final Map<String, String> values;
  private final String source;

  private ConnectionConfig(Map<String, String> values, String source) {
    this.values = values;
    this.source = source;
  }

  /**
   * Reads the file and the environment of this machine.
   *
   * @throws SidecartException if the file cannot be read or a value in it cannot be used
   */
  public static ConnectionConfig read(CassandraSettings settings) {
    return read(settings, System.getenv());
  }

  static ConnectionConfig read(CassandraSettings settings, Map<String, String> environment) {
    @Nullable String file = settings.configFile();
    if (file == null) {
      file = environment.get("SIDECART_CASSANDRA_CONFIG");
    }
    // A variable that is set to nothing is as one that is not set, as in the shell.
    if (file != null && file.isEmpty()) {
      file = null;
    }
    Properties properties = file == null ? new Properties() : load(file);
    putIfPresent(properties, "username", environment.get("SIDECART_CASSANDRA_USERNAME"));
    putIfPresent(properties, "password", environment.get("SIDECART_CASSANDRA_PASSWORD"));
    Map<String, String> values =
        properties.stringPropertyNames().stream()
            .collect(Collectors.toMap(key -> key, key -> properties.getProperty(key).strip()));
    ConnectionConfig config = new ConnectionConfig(values, file == null ? "the environment" : file);
    config.validate();
    return config;
  }

  private static Properties load(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new SidecartException("Cannot read the Cassandra config file " + file + ": " + e, e);
    }
    return properties;
  }

  private static void putIfPresent(Properties properties, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      properties.setProperty(key, value);
    }
  }

  private void validate() {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new SidecartException(
          "Unknown Cassandra setting "
              + unknown.iterator().next()
              + " in "
              + source
              + "; known are "
              + new TreeSet<>(KEYS));
    }
    if (values.containsKey("username") != values.containsKey("password")) {
      throw new SidecartException(
          "Cassandra's username and password go together, but only one is given in " + source);
    }
    flag("tls", false);
    flag("verifyHostname", true);
    if (values.containsKey("consistency")) {
      try {
        ConsistencyLevel.valueOf(values.get("consistency"));
      } catch (IllegalArgumentException e) {
        throw new SidecartException(
            "consistency="
                + values.get("consistency")
                + " in "
                + source
                + " is not one of "
                + Arrays.toString(ConsistencyLevel.values()),
            e);
      }
    }
  }

  public @Nullable String username() {
    return values.get("username");
  }

  public @Nullable String password() {
    return values.get("password");
  }

  public @Nullable String localDatacenter() {
    return values.get("localDatacenter");
  }

  /** For reads and writes alike. LOCAL_QUORUM is one node of one, two of three. */
  public ConsistencyLevel consistency() {
    return ConsistencyLevel.valueOf(values.getOrDefault("consistency", "LOCAL_QUORUM"));
  }

  public boolean usesTls() {
    return flag("tls", values.containsKey("truststore") || values.containsKey("keystore"));
  }

  boolean verifiesHostname() {
    return flag("verifyHostname", true);
  }

  @Nullable String value(String key) {
    return values.get(key);
  }

  private boolean flag(String key, boolean otherwise) {
    @Nullable String value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new SidecartException(
              key + "=" + value + " in " + source + " is neither true nor false");
    };
  }

  /** Names the source and no value. */
  @Override
  public String toString() {
    return "ConnectionConfig[" + source + "]";
  }
}
