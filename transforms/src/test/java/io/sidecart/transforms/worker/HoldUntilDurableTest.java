package io.sidecart.transforms.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What is written when, and what comes out when, of bundles that are held two by two. */
class HoldUntilDurableTest {
  private final List<String> story = new ArrayList<>();
  private final Writer writer = new Writer(story);

  @Test
  void aBatchIsWrittenWhileTheNextIsGathered() {
    writer.startBundle();
    List.of("a", "b", "c").forEach(this::process);

    assertThat(story).containsExactly("begin [a, b]");
  }

  @Test
  void aHeavyElementFillsABatch() {
    writer.startBundle();
    List.of("a", "heavy", "b").forEach(this::process);

    assertThat(story).containsExactly("begin [a, heavy]");
  }

  @Test
  void anElementThatIsTooHeavyForABatchIsWrittenByItself() {
    writer.startBundle();
    List.of("heavy", "a").forEach(this::process);

    assertThat(story).containsExactly("begin [heavy]");
  }

  @Test
  void whatIsDurableComesOutInItsOrderOnceTheNextBatchIsFull() {
    writer.startBundle();
    List.of("a", "b", "c", "d").forEach(this::process);

    assertThat(story)
        .containsExactly("begin [a, b]", "durable [a, b]", "begin [c, d]", "out a", "out b");
  }

  @Test
  void theEndOfABundleWaitsForAll() {
    writer.startBundle();
    List.of("a", "b", "c").forEach(this::process);
    finish();

    assertThat(story)
        .containsExactly(
            "begin [a, b]",
            "durable [a, b]",
            "begin [c]",
            "out a",
            "out b",
            "durable [c]",
            "out c");
  }

  @Test
  void nothingComesOutOfABatchThatCannotBeWritten() {
    writer.startBundle();
    List.of("a", "b").forEach(this::process);
    writer.fails = true;

    assertThatThrownBy(this::finish).hasMessage("the store is full");

    assertThat(story).containsExactly("begin [a, b]");
  }

  @Test
  void aBundleBeginsWithNothingOfOneThatFailed() {
    writer.startBundle();
    List.of("a", "b", "c").forEach(this::process);
    story.clear();

    writer.startBundle();
    process("d");
    finish();

    assertThat(story).containsExactly("begin [d]", "durable [d]", "out d");
  }

  private void process(String element) {
    writer.processElement(
        element, new Instant(0), GlobalWindow.INSTANCE, PaneInfo.NO_FIRING, new Told(story));
  }

  private void finish() {
    writer.finishBundle(writer.new Context(story));
  }

  private static final class Writer extends HoldUntilDurable<String> {
    private static final long serialVersionUID = 1L;

    private final transient List<String> story;
    private boolean fails;

    Writer(List<String> story) {
      super(2);
      this.story = story;
    }

    @Override
    protected int weight(String element) {
      return element.equals("heavy") ? 3 : 1;
    }

    @Override
    protected UnderWay begin(List<String> elements) {
      story.add("begin " + elements);
      return () -> {
        if (fails) {
          throw new IllegalStateException("the store is full");
        }
        story.add("durable " + elements);
      };
    }

    private final class Context extends FinishBundleContext {
      private final List<String> story;

      Context(List<String> story) {
        this.story = story;
      }

      @Override
      public PipelineOptions getPipelineOptions() {
        return PipelineOptionsFactory.create();
      }

      @Override
      public void output(String output, Instant timestamp, BoundedWindow window) {
        story.add("out " + output);
      }

      @Override
      public <T> void output(TupleTag<T> tag, T output, Instant timestamp, BoundedWindow window) {
        story.add("out " + output);
      }
    }
  }

  private record Told(List<String> story) implements OutputReceiver<String> {
    @Override
    public OutputBuilder<String> builder(String value) {
      return WindowedValues.<String>builder()
          .setValue(value)
          .setTimestamp(new Instant(0))
          .setWindow(GlobalWindow.INSTANCE)
          .setPaneInfo(PaneInfo.NO_FIRING)
          .setReceiver(told -> story.add("out " + told.getValue()));
    }
  }
}
