package io.sidecart.transforms.coders;

import io.sidecart.model.DeadLetter;
import java.io.IOException;

/** Coder of {@link DeadLetter}. */
public final class DeadLetterCoder extends ValueCoder<DeadLetter> {
  private static final long serialVersionUID = 1L;
  private static final DeadLetterCoder INSTANCE = new DeadLetterCoder();

  private DeadLetterCoder() {}

  public static DeadLetterCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DeadLetter value, ValueOutput out) throws IOException {
    MessageCoder.of().write(value.message(), out);
    writeString(value.reason(), out);
    writeString(value.detail(), out);
  }

  @Override
  DeadLetter read(ValueInput in) throws IOException {
    return new DeadLetter(MessageCoder.of().read(in), readString(in), readString(in));
  }
}
