package io.sidecart.transforms.parse;

import io.sidecart.model.CartEvent;
import io.sidecart.model.CartEventParser;
import io.sidecart.model.DeadLetter;
import io.sidecart.model.Message;
import io.sidecart.model.ParseResult;
import io.sidecart.model.ParseResult.Parsed;
import io.sidecart.model.ParseResult.Rejected;
import io.sidecart.model.RejectReason;
import io.sidecart.model.ids.IdSource;
import io.sidecart.model.ids.TextIds;
import java.util.EnumMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

final class ParseMessageFn extends DoFn<Message, CartEvent> {
  private static final long serialVersionUID = 1L;

  private final int maxBytes;
  private final TextIds ids;
  private final Counter parsed = Metrics.counter(ParseCartEvents.class, "events.parsed");
  private final Counter deadLetters = Metrics.counter(ParseCartEvents.class, "events.dead_letter");
  private final Map<RejectReason, Counter> byReason = new EnumMap<>(RejectReason.class);
  private transient @Nullable CartEventParser parser;
  private transient IdSource.@Nullable Opened users;
  private transient IdSource.@Nullable Opened items;

  ParseMessageFn(int maxBytes, TextIds ids) {
    this.maxBytes = maxBytes;
    this.ids = ids;
    for (RejectReason reason : RejectReason.values()) {
      byReason.put(
          reason, Metrics.counter(ParseCartEvents.class, "events.dead_letter." + reason.label()));
    }
  }

  @Setup
  public void setup() {
    users = ids.users() == null ? null : ids.users().open();
    items = ids.items() == null ? null : ids.items().open();
    parser =
        new CartEventParser(
            maxBytes,
            users == null ? null : users.dictionary(),
            items == null ? null : items.dictionary());
  }

  @Teardown
  public void teardown() {
    if (users != null) {
      users.close();
    }
    if (items != null) {
      items.close();
    }
  }

  @ProcessElement
  public void process(@Element Message message, MultiOutputReceiver outputs) {
    ParseResult result = parser.parse(message);
    if (result instanceof Parsed event) {
      parsed.inc();
      outputs.get(ParseCartEvents.EVENTS).output(event.event());
    } else if (result instanceof Rejected rejected) {
      deadLetters.inc();
      byReason.get(rejected.reason()).inc();
      outputs
          .get(ParseCartEvents.DEAD_LETTERS)
          .output(new DeadLetter(message, rejected.reason().label(), rejected.detail()));
    }
  }
}
