package io.sidecart.runners.launcher.drill;

import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Service;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.util.EnumSet;

/** A Kafka of two brokers, each message on both, of which one is killed. */
final class BrokerOfTwo implements Fault {
  private final AttachedStack brokers;
  private final ServerFault second;

  private BrokerOfTwo(AttachedStack brokers) {
    this.brokers = brokers;
    this.second = new ServerFault(brokers, Service.KAFKA_2, ServerFault.Way.KILLED);
  }

  static Factory factory() {
    return stage ->
        new BrokerOfTwo(
            AttachedStack.start(
                stage.home().withState(stage.place().resolve("two-brokers")),
                EnumSet.of(Service.KAFKA, Service.KAFKA_2)));
  }

  @Override
  public Scene scene(Stage stage, String drill) {
    return Scene.at(
        stage,
        drill,
        KafkaSettings.of(
            brokers.endpoint(Service.KAFKA) + "," + brokers.endpoint(Service.KAFKA_2)));
  }

  @Override
  public boolean stopsTheStream() {
    return false;
  }

  @Override
  public void strike() throws Exception {
    second.strike();
  }

  @Override
  public void mend() throws Exception {
    second.mend();
  }

  @Override
  public void close() {
    brokers.close();
  }
}
