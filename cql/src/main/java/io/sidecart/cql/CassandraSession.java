package io.sidecart.cql;

import com.datastax.driver.core.Cluster;
import com.datastax.driver.core.HostDistance;
import com.datastax.driver.core.PoolingOptions;
import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.QueryOptions;
import com.datastax.driver.core.ResultSet;
import com.datastax.driver.core.ResultSetFuture;
import com.datastax.driver.core.Row;
import com.datastax.driver.core.SSLOptions;
import com.datastax.driver.core.Session;
import com.datastax.driver.core.SimpleStatement;
import com.datastax.driver.core.SocketOptions;
import com.datastax.driver.core.Statement;
import com.datastax.driver.core.exceptions.DriverException;
import com.datastax.driver.core.policies.DCAwareRoundRobinPolicy;
import com.datastax.driver.core.policies.ExponentialReconnectionPolicy;
import com.datastax.driver.core.policies.TokenAwarePolicy;
import com.google.common.util.concurrent.ListenableFuture;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.worker.WorkerResources;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** An open connection to Cassandra, safe for use by many threads. */
public final class CassandraSession implements AutoCloseable {
  // Above the server's own time-outs (2 s for a write, 5 s for a read), so that it answers first.
  private static final int READ_TIMEOUT_MILLIS = 10_000;
  private static final int DEFINE_TIMEOUT_MILLIS = 60_000;
  private static final int SCHEMA_AGREEMENT_SECONDS = 30;
  // A look-up or a sink bounds what it has in flight; the pool need not refuse before that.
  private static final int REQUESTS_PER_CONNECTION = 4_096;
  private static final int MAX_QUEUED = 4_096;

  private final CassandraSettings settings;
  private final Cluster cluster;
  private final Session session;
  private final ConcurrentMap<String, PreparedStatement> prepared = new ConcurrentHashMap<>();

  private CassandraSession(CassandraSettings settings, Cluster cluster, Session session) {
    this.settings = settings;
    this.cluster = cluster;
    this.session = session;
  }

  private record Key(CassandraSettings settings) {}

  /** Leases the session that all threads of this worker with these settings share. */
  public static Lease<CassandraSession> lease(CassandraSettings settings) {
    return WorkerResources.lease(
        new Key(settings), WorkerResources.ACROSS_BATCHES, () -> open(settings));
  }

  /**
   * Opens a session on the settings' keyspace.
   *
   * @throws SidecartException if no node answers, the login is refused, or there is no such
   *     keyspace
   */
  public static CassandraSession open(CassandraSettings settings) {
    return connect(settings, settings.keyspace());
  }

  /** Opens a session on no keyspace, for making one. */
  public static CassandraSession openServer(CassandraSettings settings) {
    return connect(settings, null);
  }

  private static CassandraSession connect(CassandraSettings settings, @Nullable String keyspace) {
    ConnectionConfig config = ConnectionConfig.read(settings);
    @Nullable Cluster cluster = null;
    try {
      cluster = cluster(settings, config);
      Session session = keyspace == null ? cluster.connect() : cluster.connect(keyspace);
      return new CassandraSession(settings, cluster, session);
    } catch (DriverException | IllegalArgumentException | IllegalStateException e) {
      if (cluster != null) {
        cluster.close();
      }
      throw CassandraFailures.opening(settings, config, e);
    }
  }

  private static Cluster cluster(CassandraSettings settings, ConnectionConfig config) {
    DCAwareRoundRobinPolicy.Builder nodes = DCAwareRoundRobinPolicy.builder();
    @Nullable String localDatacenter = config.localDatacenter();
    if (localDatacenter != null) {
      nodes.withLocalDc(localDatacenter);
    }
    Cluster.Builder builder =
        Cluster.builder()
            .addContactPoints(addresses(settings))
            .withPort(settings.port())
            // The driver's metrics need a version of their library that Spark does not have.
            .withoutMetrics()
            .withoutJMXReporting()
            .withNettyOptions(new QuickClose())
            .withLoadBalancingPolicy(new TokenAwarePolicy(nodes.build()))
            // The driver's default lets a node that was away for a while wait for minutes.
            .withReconnectionPolicy(new ExponentialReconnectionPolicy(250, 5_000))
            .withMaxSchemaAgreementWaitSeconds(SCHEMA_AGREEMENT_SECONDS)
            .withSocketOptions(new SocketOptions().setReadTimeoutMillis(READ_TIMEOUT_MILLIS))
            .withPoolingOptions(
                new PoolingOptions()
                    .setHeartbeatIntervalSeconds(10)
                    .setMaxRequestsPerConnection(HostDistance.LOCAL, REQUESTS_PER_CONNECTION)
                    .setMaxQueueSize(MAX_QUEUED))
            .withQueryOptions(
                new QueryOptions()
                    .setConsistencyLevel(config.consistency())
                    // Every statement of Sidecart may be sent twice.
                    .setDefaultIdempotence(true));
    if (config.username() != null && config.password() != null) {
      builder.withCredentials(config.username(), config.password());
    }
    @Nullable SSLOptions tls = TlsOptions.of(config);
    if (tls != null) {
      builder.withSSL(tls);
    }
    return builder.build();
  }

  /** Of those hosts that have a name now: in a cluster one of them may be on the move. */
  private static InetAddress[] addresses(CassandraSettings settings) {
    List<InetAddress> known = new ArrayList<>();
    @Nullable UnknownHostException unknown = null;
    for (String host : settings.hosts()) {
      try {
        known.addAll(List.of(InetAddress.getAllByName(host)));
      } catch (UnknownHostException e) {
        unknown = e;
      }
    }
    if (known.isEmpty() && unknown != null) {
      throw new IllegalArgumentException("no host is known", unknown);
    }
    return known.toArray(InetAddress[]::new);
  }

  public CassandraSettings settings() {
    return settings;
  }

  /**
   * Prepares a statement, once for each text.
   *
   * @param cql with {@code {keyspace}} before each table: a prepared statement is to say it, not to
   *     rely on the session
   * @throws SidecartException if a table or column that it names is missing
   */
  public PreparedStatement prepare(String cql) {
    return prepared.computeIfAbsent(cql, this::prepareAnew);
  }

  private PreparedStatement prepareAnew(String cql) {
    try {
      return session.prepare(cql.replace("{keyspace}", settings.keyspace()));
    } catch (DriverException e) {
      throw CassandraFailures.of(settings, e);
    }
  }

  /**
   * Sends a statement and waits for the answer.
   *
   * @throws SidecartException if it fails
   */
  public ResultSet execute(Statement statement) {
    try {
      return session.execute(statement);
    } catch (DriverException e) {
      throw CassandraFailures.of(settings, e);
    }
  }

  /**
   * Makes or changes a keyspace, table or the like, and waits until all nodes know it. It is sent
   * once: another node would make the same table under an id of its own.
   *
   * @param ddl text in which nothing comes from outside; DDL takes no bound values
   */
  public void define(String ddl) {
    ResultSet result;
    try {
      result =
          session.execute(
              new SimpleStatement(ddl)
                  .setIdempotent(false)
                  .setReadTimeoutMillis(DEFINE_TIMEOUT_MILLIS));
    } catch (DriverException e) {
      throw CassandraFailures.of(settings, e);
    }
    if (!result.getExecutionInfo().isSchemaInAgreement()) {
      throw new SidecartException(
          "The nodes of Cassandra at "
              + settings.contactPoints()
              + " do not agree on the schema after "
              + SCHEMA_AGREEMENT_SECONDS
              + " s; see that all are up (nodetool describecluster), then run this again");
    }
  }

  /** Sends a statement without waiting; completes exceptionally with the driver's own error. */
  public CompletableFuture<ResultSet> executeAsync(Statement statement) {
    CompletableFuture<ResultSet> answer = new CompletableFuture<>();
    ResultSetFuture sent;
    try {
      sent = session.executeAsync(statement);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
      return answer;
    }
    relay(sent, answer);
    return answer;
  }

  /**
   * Asks without waiting, for the rows of all pages. Cancel it where they are not wanted any more:
   * then no further page is asked for.
   */
  public CompletableFuture<List<Row>> query(Statement statement) {
    return allPages(executeAsync(statement));
  }

  static CompletableFuture<List<Row>> allPages(CompletableFuture<ResultSet> first) {
    CompletableFuture<List<Row>> answer = new CompletableFuture<>();
    CompletableFuture<?> unused =
        first
            .thenCompose(page -> restOf(page, new ArrayList<>(), answer))
            .whenComplete(
                (rows, failure) -> {
                  if (failure == null) {
                    answer.complete(rows);
                  } else {
                    answer.completeExceptionally(TransientErrors.unwrap(failure));
                  }
                });
    return answer;
  }

  private static CompletableFuture<List<Row>> restOf(
      ResultSet page, List<Row> rows, CompletableFuture<List<Row>> answer) {
    if (answer.isDone()) {
      return answer;
    }
    for (int left = page.getAvailableWithoutFetching(); left > 0; left--) {
      rows.add(page.one());
    }
    if (page.isFullyFetched()) {
      return CompletableFuture.completedFuture(rows);
    }
    CompletableFuture<ResultSet> next = new CompletableFuture<>();
    relay(page.fetchMoreResults(), next);
    return next.thenCompose(more -> restOf(more, rows, answer));
  }

  private static void relay(ListenableFuture<ResultSet> from, CompletableFuture<ResultSet> to) {
    from.addListener(
        () -> {
          try {
            to.complete(from.get());
          } catch (Exception e) {
            to.completeExceptionally(TransientErrors.unwrap(e));
          }
        },
        Runnable::run);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
