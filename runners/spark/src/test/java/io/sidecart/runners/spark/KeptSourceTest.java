package io.sidecart.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.transforms.ListSource;
import io.sidecart.transforms.ListSource.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class KeptSourceTest {
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  private final ListSource numbers = new ListSource(List.of(1L, 2L, 3L, 4L));
  private final KeptSource<Long, Place> source = KeptSource.of(numbers);

  @Test
  void readsWhatTheOtherSourceHas() throws IOException {
    UnboundedReader<Long> reader = source.createReader(OPTIONS, null);

    assertThat(rest(reader, reader.start())).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void readsOnFromAReaderThatWasClosedAtTheSamePlace() throws IOException {
    Place mark = closedAfterTwo(source);

    UnboundedReader<Long> second = source.createReader(OPTIONS, mark);

    assertThat(rest(second, second.start())).containsExactly(3L, 4L);
    assertThat(numbers.opened()).isEqualTo(1);
    assertThat(numbers.closed()).isZero();
  }

  @Test
  void isSplitOnceHoweverOftenItIsAsked() throws Exception {
    assertThat(source.split(2, OPTIONS)).isSameAs(source.split(2, OPTIONS));
  }

  @Test
  void aCopyOnTheSameWorkerReadsOnToo() throws IOException {
    Place mark = closedAfterTwo(source);
    KeptSource<Long, Place> copy = SerializableUtils.clone(source);

    UnboundedReader<Long> second = copy.createReader(OPTIONS, mark);

    assertThat(rest(second, second.start())).containsExactly(3L, 4L);
    source.createReader(OPTIONS, mark);
    assertThat(numbers.opened()).as("the copy has taken the one that was kept").isEqualTo(2);
  }

  @Test
  void closingTwiceIsHarmless() throws IOException {
    UnboundedReader<Long> reader = source.createReader(OPTIONS, null);
    reader.start();
    Place mark = (Place) reader.getCheckpointMark();
    reader.close();

    reader.close();

    assertThat(numbers.closed()).isZero();
    UnboundedReader<Long> second = source.createReader(OPTIONS, mark);
    assertThat(rest(second, second.start())).containsExactly(2L, 3L, 4L);
  }

  @Test
  void doesNotReadOnFromAReaderThatStandsElsewhere() throws IOException {
    closedAfterTwo(source);

    UnboundedReader<Long> second = source.createReader(OPTIONS, new Place(1));

    assertThat(rest(second, second.start())).containsExactly(2L, 3L, 4L);
    assertThat(numbers.opened()).isEqualTo(2);
    assertThat(numbers.closed()).isEqualTo(1);
  }

  @Test
  void anotherSourceDoesNotGetTheReader() throws IOException {
    Place mark = closedAfterTwo(source);
    ListSource others = new ListSource(List.of(7L, 8L, 9L));

    UnboundedReader<Long> second = KeptSource.of(others).createReader(OPTIONS, mark);

    assertThat(rest(second, second.start())).containsExactly(9L);
  }

  @Test
  void closesAReaderThatHasMovedSinceItsMark() throws IOException {
    UnboundedReader<Long> reader = source.createReader(OPTIONS, null);
    reader.start();
    reader.getCheckpointMark();
    reader.advance();

    reader.close();

    assertThat(numbers.closed()).isEqualTo(1);
  }

  @Test
  void whatNobodyReadsOnFromIsClosedInTheEnd() throws IOException {
    KeptReaders readers = new KeptReaders(System::nanoTime);
    readers.keep("a source", numbers.createReader(OPTIONS, null), new byte[] {1});

    readers.close();

    assertThat(numbers.closed()).isEqualTo(1);
  }

  @Test
  void whatNobodyAsksForIsClosedAfterAWhile() throws IOException {
    AtomicLong now = new AtomicLong();
    KeptReaders readers = new KeptReaders(now::get);
    readers.keep("moved away", numbers.createReader(OPTIONS, null), new byte[] {1});
    now.addAndGet(Duration.ofMinutes(2).toNanos());

    readers.keep("still here", numbers.createReader(OPTIONS, null), new byte[] {1});

    assertThat(numbers.closed()).isEqualTo(1);
    assertThat(readers.<Long>take("moved away", new byte[] {1})).isNull();
    assertThat(readers.<Long>take("still here", new byte[] {1})).isNotNull();
  }

  private static Place closedAfterTwo(KeptSource<Long, Place> source) throws IOException {
    UnboundedReader<Long> reader = source.createReader(OPTIONS, null);
    reader.start();
    reader.advance();
    Place mark = (Place) reader.getCheckpointMark();
    reader.close();
    return mark;
  }

  private static List<Long> rest(UnboundedReader<Long> reader, boolean isThere) throws IOException {
    List<Long> all = new ArrayList<>();
    for (boolean more = isThere; more; more = reader.advance()) {
      all.add(reader.getCurrent());
    }
    return all;
  }
}
