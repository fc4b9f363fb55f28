package io.sidecart.runners.direct;

import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.SidecartException;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Kafka that wants a login (SASL) by TLS, and a Cassandra that wants a login and a certificate of
 * the client by TLS, and asks what a role may do.
 */
final class SecureStack implements AutoCloseable {
  /** Each password has it in it, so that one search finds them all. */
  static final String SECRET = "planted-secret";

  /** May do anything. */
  static final String USER = "shop";

  /** May do nothing but what is granted to it. */
  static final String CLERK = "clerk";

  static final String KAFKA_PASSWORD = SECRET + "-kafka";
  static final String CASSANDRA_PASSWORD = SECRET + "-cassandra";
  private static final String STORE_PASSWORD = SECRET + "-store";

  private final Path folder;
  private final Path clientKey;
  private final Path serverTrust;
  private final Path clientTrust;
  private final AttachedStack stack;

  /**
   * @param folder for keys and files of settings
   */
  SecureStack(Home home, Path folder) throws Exception {
    this.folder = folder;
    KeyStores stores = new KeyStores(folder, STORE_PASSWORD);
    Path serverKey = stores.key("server");
    clientKey = stores.key("client");
    serverTrust = stores.trust(serverKey);
    clientTrust = stores.trust(clientKey);
    stack =
        AttachedStack.start(
            home,
            Service.basic(),
            Map.of(
                Service.KAFKA,
                write("kafka-server.properties", kafkaServer(serverKey)),
                Service.CASSANDRA,
                write("cassandra-server.yaml", cassandraServer(serverKey))));
    try {
      makeUsers();
    } catch (RuntimeException | IOException | InterruptedException e) {
      stack.close();
      throw e;
    }
  }

  String kafka() {
    return stack.endpoints().kafka();
  }

  String cassandra() {
    return stack.endpoints().cassandra();
  }

  Collection<ProcessHandle> processes() {
    return stack.processes().values();
  }

  /** What --kafkaConfig is to name. */
  Path kafkaConfig(String password) throws IOException {
    return kafkaConfig("kafka-" + password, password, serverTrust);
  }

  /** The same, but that the server's certificate is not among those that it trusts. */
  Path kafkaConfigOfAnotherServer() throws IOException {
    return kafkaConfig("kafka-other", KAFKA_PASSWORD, clientTrust);
  }

  private Path kafkaConfig(String name, String password, Path trust) throws IOException {
    return write(
        name + ".properties",
        "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config="
            + (login(password) + ";\n")
            + kafkaStore("truststore", trust));
  }

  /** What --cassandraConfig is to name. */
  Path cassandraConfig(String user, String password) throws IOException {
    return cassandraConfig("cassandra-" + user + "-" + password, user, password, serverTrust);
  }

  /** The same without a login, which the environment has. */
  Path cassandraConfigWithoutLogin() throws IOException {
    return write("cassandra-tls.properties", cassandraTls(serverTrust));
  }

  /** The same as the first, but that the server's certificate is not among the trusted. */
  Path cassandraConfigOfAnotherServer() throws IOException {
    return cassandraConfig("cassandra-other", USER, CASSANDRA_PASSWORD, clientTrust);
  }

  private Path cassandraConfig(String name, String user, String password, Path trust)
      throws IOException {
    return write(
        name + ".properties",
        "username=" + user + "\npassword=" + password + "\n" + cassandraTls(trust));
  }

  private String kafkaServer(Path key) {
    return "listener.security.protocol.map=CONTROLLER:PLAINTEXT,CLIENT:SASL_SSL\n"
        + "sasl.enabled.mechanisms=PLAIN\nsasl.mechanism.inter.broker.protocol=PLAIN\n"
        + "listener.name.client.plain.sasl.jaas.config="
        + login(KAFKA_PASSWORD)
        + (" user_" + USER + "=\"" + KAFKA_PASSWORD + "\";\n")
        + kafkaStore("keystore", key)
        + ("ssl.key.password=" + STORE_PASSWORD + "\n")
        + kafkaStore("truststore", serverTrust);
  }

  private static String login(String password) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
        .formatted(USER, password);
  }

  private static String kafkaStore(String name, Path store) {
    return "ssl.%1$s.location=%2$s\nssl.%1$s.type=PKCS12\nssl.%1$s.password=%3$s\n"
        .formatted(name, store, STORE_PASSWORD);
  }

  private String cassandraServer(Path key) {
    return """
        authenticator:
          class_name: PasswordAuthenticator
        authorizer:
          class_name: CassandraAuthorizer
        client_encryption_options:
          enabled: true
          optional: false
          require_client_auth: true
          store_type: PKCS12
          keystore: %1$s
          keystore_password: %3$s
          truststore: %2$s
          truststore_password: %3$s
        """
        .formatted(key, clientTrust, STORE_PASSWORD);
  }

  private String cassandraTls(Path trust) {
    return "tls=true\ntruststore=%1$s\ntruststorePassword=%3$s\nkeystore=%2$s\nkeystorePassword=%3$s\n"
        .formatted(trust, clientKey, STORE_PASSWORD);
  }

  /** As the administrator that Cassandra makes soon after its start. */
  private void makeUsers() throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int tries = 100; ; tries--) {
      try {
        for (String user : List.of(USER, CLERK)) {
          administer(
              "CREATE ROLE IF NOT EXISTS %s WITH PASSWORD = '%s' AND LOGIN = true"
                  .formatted(user, CASSANDRA_PASSWORD));
        }
        administer("GRANT ALL PERMISSIONS ON ALL KEYSPACES TO " + USER);
        return;
      } catch (SidecartException e) {
        if (tries == 0 || never.await(200, TimeUnit.MILLISECONDS)) {
          throw e;
        }
      }
    }
  }

  private void administer(String statement) throws IOException {
    CassandraSettings settings =
        CassandraSettings.of(
            cassandra(), "sidecart", cassandraConfig("cassandra", "cassandra").toString());
    try (CassandraSession session = CassandraSession.openServer(settings)) {
      session.define(statement);
    }
  }

  /** Lets {@link #CLERK} read and write a keyspace, and no more. */
  void letClerkReadAndWrite(String keyspace) throws IOException {
    administer("GRANT SELECT ON KEYSPACE %s TO %s".formatted(keyspace, CLERK));
    administer("GRANT MODIFY ON KEYSPACE %s TO %s".formatted(keyspace, CLERK));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Override
  public void close() {
    stack.close();
  }
}
