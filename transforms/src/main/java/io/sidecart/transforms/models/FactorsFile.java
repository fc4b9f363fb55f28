package io.sidecart.transforms.models;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A Parquet file of factors, as MLlib writes it: {@code id int, features array<float>}. */
final class FactorsFile {
  static final String ID = "id";
  static final String FEATURES = "features";

  private FactorsFile() {}

  /** Takes one row after the other. */
  interface Rows {
    /**
     * @param vector as long as it stands in the file; its content is another one's after the call
     */
    void add(int id, float[] vector);
  }

  /** Hands over all rows of the file, in their order. */
  static void read(InputFile file, int rank, Rows factors) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(file, options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      checkSchema(schema);
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      PageReadStore rows;
      while ((rows = reader.readNextRowGroup()) != null) {
        RecordReader<Boolean> records =
            columns.getRecordReader(rows, new FactorsMaterializer(schema, rank, factors));
        for (long i = 0; i < rows.getRowCount(); i++) {
          records.read();
        }
      }
    }
  }

  private static void checkSchema(MessageType schema) {
    boolean isFactors =
        schema.getFieldCount() == 2
            && schema.containsField(ID)
            && schema.containsField(FEATURES)
            && isPrimitive(schema.getType(ID), INT32)
            && isListOfFloats(schema.getType(FEATURES));
    if (!isFactors) {
      throw new SidecartException(
          "its columns are not id int, features array<float>, but "
              + schema.toString().replaceAll("\\s+", " ").strip());
    }
  }

  private static boolean isListOfFloats(Type list) {
    if (list.isPrimitive() || list.asGroupType().getFieldCount() != 1) {
      return false;
    }
    Type element = list.asGroupType().getType(0);
    return element.isRepetition(Type.Repetition.REPEATED)
        && !element.isPrimitive()
        && element.asGroupType().getFieldCount() == 1
        && isPrimitive(element.asGroupType().getType(0), FLOAT);
  }

  private static boolean isPrimitive(
      Type type, org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName name) {
    return type.isPrimitive() && type.asPrimitiveType().getPrimitiveTypeName() == name;
  }
}
