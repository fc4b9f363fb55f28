package io.sidecart.transforms.coders;

import io.sidecart.model.OffsetRange;
import io.sidecart.model.WrittenFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Coder of {@link WrittenFile}. */
public final class WrittenFileCoder extends ValueCoder<WrittenFile> {
  private static final long serialVersionUID = 1L;
  private static final WrittenFileCoder INSTANCE = new WrittenFileCoder();

  private WrittenFileCoder() {}

  public static WrittenFileCoder of() {
    return INSTANCE;
  }

  @Override
  void write(WrittenFile value, ValueOutput out) throws IOException {
    writeString(value.path(), out);
    out.writeLong(value.rows());
    out.writeInt(value.offsets().size());
    for (OffsetRange range : value.offsets()) {
      writeString(range.topic(), out);
      out.writeInt(range.partition());
      out.writeLong(range.first());
      out.writeLong(range.last());
    }
  }

  @Override
  WrittenFile read(ValueInput in) throws IOException {
    String path = readString(in);
    long rows = in.readLong();
    int size = in.readInt();
    List<OffsetRange> ranges = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ranges.add(new OffsetRange(readString(in), in.readInt(), in.readLong(), in.readLong()));
    }
    return new WrittenFile(path, rows, ranges);
  }
}
