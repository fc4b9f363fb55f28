package io.sidecart.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.transforms.ListSource;
import io.sidecart.transforms.ListSource.Place;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a reader by handfuls hands out of a source of numbers. */
@Tag("pipeline")
class HandfulSourceTest {
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  @Test
  void handsOutAsManyAsAHandfulHolds() throws IOException {
    UnboundedReader<List<TimestampedValue<Long>>> reader = reader(3, 1, 2, 3, 4, 5);

    assertThat(reader.start()).isTrue();
    assertThat(numbers(reader)).containsExactly(1L, 2L, 3L);
    assertThat(reader.advance()).isTrue();
    assertThat(numbers(reader)).containsExactly(4L, 5L);
    assertThat(reader.advance()).isFalse();
  }

  @Test
  void doesNotWaitForAHandfulToBeFull() throws IOException {
    UnboundedReader<List<TimestampedValue<Long>>> reader = reader(3, 1, ListSource.GAP, 2);

    assertThat(reader.start()).isTrue();
    assertThat(numbers(reader)).containsExactly(1L);
    assertThat(reader.advance()).isTrue();
    assertThat(numbers(reader)).containsExactly(2L);
  }

  @Test
  void hasNothingWhereTheSourceHasNothing() throws IOException {
    UnboundedReader<List<TimestampedValue<Long>>> reader = reader(3, ListSource.GAP, 7);

    assertThat(reader.start()).isFalse();
    assertThat(reader.advance()).isTrue();
    assertThat(numbers(reader)).containsExactly(7L);
  }

  @Test
  void comesAtTheTimeOfItsEarliestElement() throws IOException {
    UnboundedReader<List<TimestampedValue<Long>>> reader = reader(3, 30, 10, 20);

    reader.start();

    assertThat(reader.getCurrentTimestamp()).isEqualTo(Instant.ofEpochMilli(10));
  }

  @Test
  void endsABundleAfterAWhile() throws IOException {
    AtomicLong now = new AtomicLong();
    LongSupplier slow = () -> now.addAndGet(HandfulReader.BUNDLE.toNanos() / 2);
    ListSource numbers = new ListSource(List.of(1L, 2L, 3L));
    HandfulReader<Long, Place> reader =
        new HandfulReader<>(
            new HandfulSource<>(numbers, 3), numbers.createReader(OPTIONS, null), false, 3, slow);

    assertThat(reader.start()).isTrue();
    assertThat(numbers(reader)).containsExactly(1L, 2L);
    assertThat(reader.advance()).isFalse();
    reader.getCheckpointMark();
    assertThat(reader.advance()).isTrue();
    assertThat(numbers(reader)).containsExactly(3L);
  }

  @Test
  void goesOnAfterTheLastHandfulFromItsMark() throws IOException {
    HandfulSource<Long, Place> source = source(2, 1, 2, 3, 4);
    UnboundedReader<List<TimestampedValue<Long>>> first = source.createReader(OPTIONS, null);
    first.start();

    UnboundedReader<List<TimestampedValue<Long>>> second =
        source.createReader(OPTIONS, (Place) first.getCheckpointMark());

    assertThat(second.start()).isTrue();
    assertThat(numbers(second)).containsExactly(3L, 4L);
  }

  @Test
  void readsOnFromAReaderThatWasClosedAtTheSamePlace() throws IOException {
    ListSource numbers = new ListSource(List.of(1L, 2L, 3L, 4L));
    HandfulSource<Long, Place> source = new HandfulSource<>(numbers, 2);
    Place mark = closedAfterOneBundle(source);

    UnboundedReader<List<TimestampedValue<Long>>> second = source.createReader(OPTIONS, mark);

    assertThat(second.start()).isTrue();
    assertThat(numbers(second)).containsExactly(3L, 4L);
    assertThat(numbers.opened()).isEqualTo(1);
    assertThat(numbers.closed()).isZero();
  }

  @Test
  void doesNotReadOnFromAReaderThatStandsElsewhere() throws IOException {
    ListSource numbers = new ListSource(List.of(1L, 2L, 3L, 4L));
    HandfulSource<Long, Place> source = new HandfulSource<>(numbers, 2);
    closedAfterOneBundle(source);

    UnboundedReader<List<TimestampedValue<Long>>> second =
        source.createReader(OPTIONS, new Place(1));

    assertThat(second.start()).isTrue();
    assertThat(numbers(second)).containsExactly(2L, 3L);
    assertThat(numbers.opened()).isEqualTo(2);
    assertThat(numbers.closed()).isEqualTo(1);
  }

  @Test
  void closesAReaderThatBreaksOffInABundle() throws IOException {
    ListSource numbers = new ListSource(List.of(1L, 2L, 3L, 4L));
    UnboundedReader<List<TimestampedValue<Long>>> reader =
        new HandfulSource<>(numbers, 2).createReader(OPTIONS, null);
    reader.start();

    reader.close();

    assertThat(numbers.closed()).isEqualTo(1);
  }

  private static Place closedAfterOneBundle(HandfulSource<Long, Place> source) throws IOException {
    UnboundedReader<List<TimestampedValue<Long>>> first = source.createReader(OPTIONS, null);
    first.start();
    Place mark = (Place) first.getCheckpointMark();
    first.close();
    return mark;
  }

  private static UnboundedReader<List<TimestampedValue<Long>>> reader(int most, long... numbers)
      throws IOException {
    return source(most, numbers).createReader(OPTIONS, null);
  }

  private static HandfulSource<Long, Place> source(int most, long... numbers) {
    List<Long> list = Arrays.stream(numbers).boxed().toList();
    return new HandfulSource<>(new ListSource(list), most);
  }

  private static List<Long> numbers(UnboundedReader<List<TimestampedValue<Long>>> reader) {
    return reader.getCurrent().stream().map(TimestampedValue::getValue).toList();
  }
}
