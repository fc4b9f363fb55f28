package io.sidecart.transforms.tables;

import java.io.Serializable;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.Coder;

/**
 * A kind of data set: its columns, and what a row says.
 *
 * @param <T> what a row says
 */
public interface Table<T> extends Serializable {

  Schema schema();

  Coder<T> coder();

  GenericRecord toRecord(T value);

  T fromRecord(GenericRecord row);
}
