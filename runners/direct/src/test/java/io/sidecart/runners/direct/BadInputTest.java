package io.sidecart.runners.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.services.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets for each kind of bad input: one clear line, and the right exit status. */
@Tag("services")
@Timeout(120)
class BadInputTest {
  private static final String HEADER = "user_id,item_id,quantity,sales_value\n";

  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    home = Home.current().withState(folder.resolve("state"));
    write("purchases.csv", HEADER + "1,10,1,2.5\n");
    write("products.csv", "item_id,department,category\n10,D,C\n");
  }

  @Test
  void aMissingFile() throws Exception {
    assertFails(prepare("--purchases=no-such.csv", "--products=products.csv"), 1, "no-such.csv");
  }

  @Test
  void anEmptyFile() throws Exception {
    write("purchases.csv", "");

    assertFails(
        prepare("--purchases=purchases.csv", "--products=products.csv"),
        1,
        "purchases.csv",
        "empty");
  }

  @Test
  void aWrongHeaderNamesTheMissingColumn() throws Exception {
    write("purchases.csv", "user_id,item_id,sales_value\n1,10,2.5\n");

    assertFails(
        prepare("--purchases=purchases.csv", "--products=products.csv"),
        1,
        "purchases.csv",
        "quantity");
  }

  @Test
  void aBrokenGzip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((HEADER + "1,10,1,2.5\n".repeat(50_000)).getBytes(UTF_8));
    }
    Files.write(
        folder.resolve("purchases.csv.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

    assertFails(
        prepare("--purchases=purchases.csv.gz", "--products=products.csv"), 1, "purchases.csv.gz");
  }

  @Test
  void malformedRowsAreKeptAsideAndCounted() throws Exception {
    write(
        "purchases.csv",
        HEADER + "1,10,1,2.5\nx,10,1,2.5\n1,10,99999999999,2.5\n1,10,-1,2.5\n1,10\n");

    Command.Result result = prepare("--purchases=purchases.csv", "--products=products.csv");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("5 rows read, 1 kept", "1 dropped: returned", "1 malformed: out-of-range");
    assertThat(Files.readString(folder.resolve("out/dead-letters/rows.jsonl")).lines()).hasSize(3);
  }

  @Test
  void anOutputFolderThatCannotBeWritten() throws Exception {
    write("file", "a file stands where the folder should be");

    assertFails(
        run(
            "prepare",
            "--load=false",
            "--purchases=purchases.csv",
            "--products=products.csv",
            "--output=file/out"),
        1,
        "file");
  }

  @Test
  void textWhereAnOptionNeedsANumber() throws Exception {
    assertFails(run("stream", "--k=five"), 2, "--k", "five");
  }

  @Test
  void anUnknownOptionNamesTheNearest() throws Exception {
    assertFails(run("stream", "--stopat=end"), 2, "--stopat", "--stopAt");
  }

  @Test
  void noServersAndNoneNamed() throws Exception {
    assertFails(run("stream", "--stopAt=end"), 1, "./sidecart up", "--bootstrapServers");
  }

  @Test
  void aKafkaThatIsDown() throws Exception {
    write("kafka.properties", "request.timeout.ms=1000\ndefault.api.timeout.ms=2000\n");

    assertFails(
        run(
            "stream",
            "--stopAt=end",
            "--bootstrapServers=127.0.0.1:" + unusedPort(),
            "--kafkaConfig=kafka.properties",
            cassandra()),
        1,
        "Kafka at 127.0.0.1");
  }

  @Test
  void aCassandraThatIsDown() throws Exception {
    assertFails(
        prepare(
            "--load=true",
            "--purchases=purchases.csv",
            "--products=products.csv",
            "--cassandra=127.0.0.1:" + unusedPort()),
        1,
        "Cassandra");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void anUnknownTopic() throws Exception {
    assertFails(
        run("stream", "--stopAt=end", "--topic=no-such-topic", kafka(), cassandra()),
        1,
        "there is no topic 'no-such-topic'");
  }

  @Test
  void aMissingHistory() throws Exception {
    assertFails(run("split", "--prepared=no-such-folder", kafka()), 1, "no-such-folder");
  }

  @Test
  void nothingToCompact() throws Exception {
    assertFails(run("compact", "--path=no-such-folder"), 1, "no-such-folder");
  }

  private Command.Result prepare(String... options) throws Exception {
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "--output=out";
    all[options.length + 1] =
        Arrays.asList(options).contains("--load=true") ? "--seed=1" : "--load=false";
    return run("prepare", all);
  }

  private Command.Result run(String name, String... options) throws Exception {
    String[] all = new String[options.length + 1];
    all[0] = name;
    System.arraycopy(options, 0, all, 1, options.length);
    return Command.run(home, folder, all);
  }

  private static void assertFails(Command.Result result, int status, String... words) {
    assertThat(result.status()).as(result.err()).isEqualTo(status);
    assertThat(result.err()).contains(words).doesNotContain("\tat ");
    assertThat(result.err().lines()).hasSize(1);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String kafka() {
    return "--bootstrapServers=" + System.getProperty("sidecart.test.kafka");
  }

  private static String cassandra() {
    return "--cassandra=" + System.getProperty("sidecart.test.cassandra");
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
