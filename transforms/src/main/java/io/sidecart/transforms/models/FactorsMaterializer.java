package io.sidecart.transforms.models;

import java.util.Arrays;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Hands over rows of {@code id int, features array<float>}, boxing nothing. */
final class FactorsMaterializer extends RecordMaterializer<Boolean> {
  private final FactorsFile.Rows factors;
  private final RowConverter row;

  FactorsMaterializer(MessageType schema, int rank, FactorsFile.Rows factors) {
    this.factors = factors;
    this.row = new RowConverter(schema.getFieldIndex(FactorsFile.ID), rank);
  }

  @Override
  public Boolean getCurrentRecord() {
    float[] vector = row.vector;
    factors.add(row.id, row.length == vector.length ? vector : Arrays.copyOf(vector, row.length));
    return true;
  }

  @Override
  public GroupConverter getRootConverter() {
    return row;
  }

  private static final class RowConverter extends GroupConverter {
    private final int idField;
    private final float[] vector;
    private int id;
    private int length;

    private final PrimitiveConverter idConverter =
        new PrimitiveConverter() {
          @Override
          public void addInt(int value) {
            id = value;
          }
        };

    private final PrimitiveConverter valueConverter =
        new PrimitiveConverter() {
          @Override
          public void addFloat(float value) {
            if (length < vector.length) {
              vector[length] = value;
            }
            length++; // counted beyond the rank too, so that a longer vector is refused
          }
        };

    /** A list is a group in a group, both of one field, whatever their names. */
    private final GroupConverter listConverter =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return elementConverter;
          }

          @Override
          public void start() {}

          @Override
          public void end() {}
        };

    private final GroupConverter elementConverter =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return valueConverter;
          }

          @Override
          public void start() {}

          @Override
          public void end() {}
        };

    RowConverter(int idField, int rank) {
      this.idField = idField;
      this.vector = new float[rank];
    }

    @Override
    public Converter getConverter(int field) {
      return field == idField ? idConverter : listConverter;
    }

    @Override
    public void start() {
      length = 0;
    }

    @Override
    public void end() {}
  }
}
