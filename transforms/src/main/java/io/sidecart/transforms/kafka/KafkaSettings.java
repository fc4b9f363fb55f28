package io.sidecart.transforms.kafka;

import static org.apache.kafka.clients.CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka.
 *
 * <p>Only the name of the settings file travels with a pipeline; the file, which may hold secrets,
 * is read where a client is opened.
 *
 * @param bootstrapServers {@code host:port[,host:port]}
 * @param configFile a file of Kafka client properties (security.protocol, sasl.jaas.config, ...),
 *     present on each worker; null where the defaults will do
 */
public record KafkaSettings(String bootstrapServers, @Nullable String configFile)
    implements Serializable {
  private static final int REQUEST_MILLIS = 10_000;
  private static final Pattern SERVER =
      Pattern.compile("([A-Z_]+://)?(\\[[0-9a-fA-F:]+]|[^\\s,:\\[\\]/]+):[0-9]{1,5}");

  /**
   * @throws UsageException if the servers are not {@code host:port[,host:port]}
   */
  public KafkaSettings {
    for (String server : bootstrapServers.split(",", -1)) {
      if (!SERVER.matcher(server.strip()).matches()) {
        throw new UsageException(
            "--bootstrapServers must be host:port[,host:port], but was '" + bootstrapServers + "'");
      }
    }
  }

  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, null);
  }

  /**
   * The configuration of a client: the file's properties, then the servers.
   *
   * @throws SidecartException if the file cannot be read
   */
  public Map<String, Object> clientConfig() {
    Map<String, Object> config = new TreeMap<>();
    if (configFile != null) {
      Properties properties = read(configFile);
      properties.stringPropertyNames().forEach(name -> config.put(name, properties.get(name)));
    }
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return config;
  }

  /**
   * The configuration of an admin client that gives up on a broker after 10 seconds and on a call
   * after 20, where the file does not say otherwise. It may name one of the two alone, and Kafka
   * takes no request timeout above that of the call.
   *
   * @throws SidecartException if the file cannot be read
   */
  public Map<String, Object> adminConfig() {
    Map<String, Object> config = clientConfig();
    if (!config.containsKey(REQUEST_TIMEOUT_MS_CONFIG)) {
      config.putIfAbsent(DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * REQUEST_MILLIS);
      Object call = config.get(DEFAULT_API_TIMEOUT_MS_CONFIG);
      config.put(
          REQUEST_TIMEOUT_MS_CONFIG, isBelowARequest(call.toString()) ? call : REQUEST_MILLIS);
    }
    return config;
  }

  private static boolean isBelowARequest(String millis) {
    try {
      return Long.parseLong(millis.strip()) < REQUEST_MILLIS;
    } catch (NumberFormatException e) {
      // Kafka says what is wrong with it.
      return false;
    }
  }

  private static Properties read(String file) {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      properties.load(in);
    } catch (IOException e) {
      throw new SidecartException("cannot read the file of Kafka settings " + file, e);
    } catch (IllegalArgumentException e) {
      // The cause is left out: its message may quote the file, which may hold secrets.
      throw new SidecartException(
          "the file of Kafka settings " + file + " is not a properties file");
    }
    return properties;
  }
}
