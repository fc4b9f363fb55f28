package io.sidecart.transforms.compact;

import io.sidecart.transforms.parquet.EnrichedEventRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A hash of 64 bits of a row's Avro encoding. The sum over rows, modulo 2^64, does not depend on
 * their order, and tells with all but certainty whether they are the same rows.
 */
final class RowChecksum {
  private final GenericDatumWriter<GenericRecord> writer =
      new GenericDatumWriter<>(EnrichedEventRows.SCHEMA);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
  private final MessageDigest digest;

  RowChecksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  long of(GenericRecord row) throws IOException {
    bytes.reset();
    writer.write(row, encoder);
    return ByteBuffer.wrap(digest.digest(bytes.toByteArray())).getLong();
  }

  /** Counts rows and sums their checksums. */
  static final class Tally {
    private long rows;
    private long sum;

    void add(long checksum) {
      rows++;
      sum += checksum;
    }

    long rows() {
      return rows;
    }

    long sum() {
      return sum;
    }

    /** What is left of this without the other. */
    Tally minus(Tally other) {
      Tally rest = new Tally();
      rest.rows = rows - other.rows;
      rest.sum = sum - other.sum;
      return rest;
    }

    boolean isSame(Tally other) {
      return rows == other.rows && sum == other.sum;
    }

    @Override
    public String toString() {
      return rows + " rows of checksum " + Long.toHexString(sum);
    }
  }
}
