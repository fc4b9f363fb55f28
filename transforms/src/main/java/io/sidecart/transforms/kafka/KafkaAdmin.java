package io.sidecart.transforms.kafka;

import io.sidecart.model.RootCause;
import io.sidecart.model.SidecartException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** An admin client whose failures are one clear line each. */
final class KafkaAdmin implements AutoCloseable {
  private final Admin admin;
  private final String servers;

  private KafkaAdmin(Admin admin, String servers) {
    this.admin = admin;
    this.servers = servers;
  }

  static KafkaAdmin open(KafkaSettings settings) {
    try {
      return new KafkaAdmin(Admin.create(settings.adminConfig()), settings.bootstrapServers());
    } catch (KafkaException e) {
      throw new SidecartException(
          "cannot open a Kafka client for "
              + settings.bootstrapServers()
              + ": "
              + ClientFailure.reason(e),
          ClientFailure.cause(e));
    }
  }

  Admin client() {
    return admin;
  }

  /** An answer that takes its time. */
  interface Answer<T> {
    T get() throws ExecutionException, InterruptedException;
  }

  /**
   * Waits for an answer about a topic.
   *
   * @throws SidecartException if there is no such topic, or no answer
   */
  <T> T get(KafkaFuture<T> future, String topic) {
    return ask(future::get, topic);
  }

  /** The same. */
  <T> T ask(Answer<T> answer, String topic) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SidecartException("interrupted while asking Kafka at " + servers, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new SidecartException(
            "there is no topic '"
                + topic
                + "' in Kafka at "
                + servers
                + "; './sidecart split' fills one, --topic names another",
            e);
      }
      if (e.getCause() instanceof AuthenticationException) {
        throw new SidecartException(
            "Kafka at "
                + servers
                + " refused this client: "
                + RootCause.message(e)
                + "; check the file of --kafkaConfig",
            e);
      }
      throw new SidecartException(
          "Kafka at " + servers + " does not answer: " + RootCause.message(e), e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
