package io.sidecart.runners.launcher.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.runners.launcher.flow.MalformedMessages;
import io.sidecart.runners.launcher.flow.TopicReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every tenth message is no event, and one of those has 5 MB. */
final class MalformedDrill implements Drill {
  private static final int EACH = 10;
  private static final int LARGE_BYTES = 5 << 20;
  private static final String LARGE = "{\"user_id\":1,\"note\":\"" + "x".repeat(LARGE_BYTES);

  private static final List<byte @Nullable []> KINDS = kinds();

  private static List<byte @Nullable []> kinds() {
    List<byte @Nullable []> kinds = new ArrayList<>();
    MalformedMessages.VALUES.forEach(value -> kinds.add(value.getBytes(UTF_8)));
    for (String value : List.of("", "null", "[]", "[".repeat(10_000), "{} {}")) {
      kinds.add(value.getBytes(UTF_8));
    }
    kinds.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    kinds.add(null); // a tombstone
    return kinds;
  }

  @Override
  public String name() {
    return "malformed";
  }

  @Override
  public String breaks() {
    return "every tenth message malformed, one of 5 MB";
  }

  @Override
  public DrillResult run(Stage stage) throws Exception {
    Scene scene = Scene.of(stage, name());
    long count = stage.settings().events();
    long large = (count / 2 / EACH) * EACH;
    try (Feed feed =
            scene.feed(count, stage.settings().rate(), number -> event(stage, number, large));
        SupervisedStream stream = scene.stream(feed)) {
      feed.start();
      List<String> wrong = new ArrayList<>();
      Tally tally = scene.finish(feed, stream, (int) ((count + EACH - 1) / EACH), wrong);
      int[] longest = {0};
      TopicReader.read(
          scene.kafka(),
          scene.deadLetters(),
          letter ->
              longest[0] =
                  Math.max(longest[0], letter.value() == null ? 0 : letter.value().length));
      if (longest[0] != LARGE.length()) {
        wrong.add(
            "the longest dead letter has %,d bytes, but %,d were sent"
                .formatted(longest[0], LARGE.length()));
      }
      return DrillResult.of(
          tally,
          null,
          List.of("the longest dead letter has %,d bytes".formatted(longest[0])),
          wrong);
    }
  }

  private static Feed.Event event(Stage stage, long number, long large) {
    Feed.Event event = stage.event(number);
    if (number % EACH != 0) {
      return event;
    }
    byte[] value =
        number == large ? LARGE.getBytes(UTF_8) : KINDS.get((int) (number / EACH % KINDS.size()));
    return new Feed.Event(event.partition(), event.key(), value, null);
  }
}
