package io.sidecart.transforms.parse;

import io.sidecart.model.CartEvent;
import io.sidecart.model.CartEventParser;
import io.sidecart.model.DeadLetter;
import io.sidecart.model.Message;
import io.sidecart.model.ids.TextIds;
import io.sidecart.transforms.coders.CartEventCoder;
import io.sidecart.transforms.coders.DeadLetterCoder;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Makes an event of each message, or a dead letter that says why it is none.
 *
 * <p>Each message goes to exactly one of the two outputs, with its timestamp and window. Counters:
 * {@code events.parsed}, {@code events.dead_letter} and, by reason, {@code
 * events.dead_letter.not-json} and so on. The format is told at {@link CartEventParser}.
 */
public final class ParseCartEvents
    extends PTransform<PCollection<Message>, ParseCartEvents.Result> {
  private static final long serialVersionUID = 1L;
  static final TupleTag<CartEvent> EVENTS = new TupleTag<>("events");
  static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("dead_letters");

  private final int maxBytes;
  private final TextIds ids;

  private ParseCartEvents(int maxBytes, TextIds ids) {
    this.maxBytes = maxBytes;
    this.ids = ids;
  }

  public static ParseCartEvents create() {
    return new ParseCartEvents(CartEventParser.DEFAULT_MAX_BYTES, TextIds.none());
  }

  /** The largest message that is read, in bytes, at least 1; 1 MiB unless told otherwise. */
  public ParseCartEvents withMaxBytes(int maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes is " + maxBytes + ", it must be at least 1");
    }
    return new ParseCartEvents(maxBytes, ids);
  }

  /** Which ids are text; all are whole numbers unless told otherwise. */
  public ParseCartEvents withTextIds(TextIds ids) {
    return new ParseCartEvents(maxBytes, ids);
  }

  @Override
  public Result expand(PCollection<Message> messages) {
    PCollectionTuple outputs =
        messages.apply(
            "ParseMessages",
            ParDo.of(new ParseMessageFn(maxBytes, ids))
                .withOutputTags(EVENTS, TupleTagList.of(DEAD_LETTERS)));
    return new Result(
        outputs.get(EVENTS).setCoder(CartEventCoder.of()),
        outputs.get(DEAD_LETTERS).setCoder(DeadLetterCoder.of()));
  }

  /** The events, and the messages that are none. */
  public static final class Result implements POutput {
    private final PCollection<CartEvent> events;
    private final PCollection<DeadLetter> deadLetters;

    private Result(PCollection<CartEvent> events, PCollection<DeadLetter> deadLetters) {
      this.events = events;
      this.deadLetters = deadLetters;
    }

    public PCollection<CartEvent> events() {
      return events;
    }

    public PCollection<DeadLetter> deadLetters() {
      return deadLetters;
    }

    @Override
    public Pipeline getPipeline() {
      return events.getPipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
      return Map.of(EVENTS, events, DEAD_LETTERS, deadLetters);
    }

    @Override
    public void finishSpecifyingOutput(
        String transformName, PInput input, PTransform<?, ?> transform) {}
  }
}
