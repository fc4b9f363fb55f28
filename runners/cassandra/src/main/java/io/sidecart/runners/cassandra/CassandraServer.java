package io.sidecart.runners.cassandra;

import io.sidecart.runners.server.ServerArguments;
import io.sidecart.runners.server.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.cassandra.service.CassandraDaemon;

/**
 * One Cassandra node on the loopback interface.
 *
 * <p>Prints {@code READY <port>} on standard output once it answers, and stops cleanly on SIGTERM.
 * A write that it acknowledged is in its commit log and outlives a kill of the process.
 *
 * <pre>
 * --port=PORT         where clients connect
 * --storagePort=PORT  where other nodes would connect
 * --data=FOLDER       tables and commit log; made where it is missing
 * --settings=FILE     more of cassandra.yaml, as an authenticator and TLS
 * --untilEndOfInput   end with standard input, and so with the process at its other end
 * </pre>
 */
public final class CassandraServer {
  private static final String HOST = "127.0.0.1";

  private CassandraServer() {}

  public static void main(String[] args) {
    ServerProgram.run(args, CassandraServer::run);
  }

  private static void run(ServerArguments arguments) throws IOException {
    int port = arguments.number("port");
    Path data = Path.of(arguments.text("data")).toAbsolutePath();
    Files.createDirectories(data);
    Path settings = data.resolve("cassandra.yaml");
    write(settings, settings(port, arguments.number("storagePort")) + more(arguments));
    System.setProperty("cassandra.config", settings.toUri().toString());
    System.setProperty("cassandra.storagedir", data.toString());
    // In the background, as it sees it, it would close standard output and error.
    System.setProperty("cassandra-foreground", "yes");

    // There is no other node to wait for or to say goodbye to.
    System.setProperty("cassandra.ring_delay_ms", "0");
    System.setProperty("cassandra.skip_wait_for_gossip_to_settle", "0");
    System.setProperty("cassandra.superuser_setup_delay_ms", "0");
    System.setProperty("cassandra.shutdown_announce_in_ms", "0");

    new CassandraDaemon(true).activate();
    System.out.println("READY " + port);
  }

  /**
   * Batch: a write is acknowledged once it is on disk, so that no kill can take it back; more
   * writers than the usual 32, as each waits for the disk, and all who wait share one sync. Tries,
   * and memtables beside the small heap, as in Cassandra's own cassandra_latest.yaml: flushed less
   * often, they leave less to compact. The caches leave direct memory to connections, without which
   * the server ends. The time-outs suit a machine that is busy with other things.
   */
  private static String settings(int port, int storagePort) {
    return """
        cluster_name: sidecart
        num_tokens: 1
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        endpoint_snitch: SimpleSnitch
        listen_address: %1$s
        rpc_address: %1$s
        native_transport_port: %2$d
        storage_port: %3$d
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters:
              - seeds: "%1$s:%3$d"
        commitlog_sync: batch
        concurrent_writes: 128
        read_request_timeout: 10s
        write_request_timeout: 10s
        memtable:
          configurations:
            default:
              class_name: TrieMemtable
        memtable_allocation_type: offheap_objects
        memtable_offheap_space: 256MiB
        file_cache_size: 64MiB
        networking_cache_size: 32MiB
        storage_compatibility_mode: NONE
        sstable:
          selected_format: bti
        disk_failure_policy: die
        commit_failure_policy: die
        auto_snapshot: false
        """
        .formatted(HOST, port, storagePort);
  }

  /** For this user alone, as there may be passwords of key stores in it. */
  private static void write(Path settings, String text) throws IOException {
    Files.deleteIfExists(settings);
    Files.createFile(
        settings,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(settings, text);
  }

  private static String more(ServerArguments arguments) throws IOException {
    Optional<String> file = arguments.find("settings");
    return file.isPresent() ? Files.readString(Path.of(file.get())) : "";
  }
}
