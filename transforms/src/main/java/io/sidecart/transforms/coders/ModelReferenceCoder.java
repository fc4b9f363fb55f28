package io.sidecart.transforms.coders;

import io.sidecart.transforms.models.ModelReference;
import java.io.IOException;

/** Coder of {@link ModelReference}. */
public final class ModelReferenceCoder extends ValueCoder<ModelReference> {
  private static final long serialVersionUID = 1L;
  private static final ModelReferenceCoder INSTANCE = new ModelReferenceCoder();

  private ModelReferenceCoder() {}

  public static ModelReferenceCoder of() {
    return INSTANCE;
  }

  @Override
  void write(ModelReference value, ValueOutput out) throws IOException {
    writeString(value.folder(), out);
    writeString(value.version(), out);
    out.writeLong(value.sequence());
  }

  @Override
  ModelReference read(ValueInput in) throws IOException {
    return new ModelReference(readString(in), readString(in), in.readLong());
  }
}
