package io.sidecart.transforms.coders;

import io.sidecart.model.Reason;
import java.io.IOException;

/** Coder of {@link Reason}: a byte, and what the reason has beside its kind. */
public final class ReasonCoder extends ValueCoder<Reason> {
  private static final long serialVersionUID = 1L;
  private static final ReasonCoder INSTANCE = new ReasonCoder();
  private static final Reason.Kind[] KINDS = Reason.Kind.values();
  private static final int HAS_ARGUMENT = 0x20;
  private static final int HAS_NAME = 0x40;
  private static final int KIND = 0x1F;

  private ReasonCoder() {}

  public static ReasonCoder of() {
    return INSTANCE;
  }

  @Override
  void write(Reason value, ValueOutput out) throws IOException {
    int argument = value.argument() == 0 ? 0 : HAS_ARGUMENT;
    int name = value.name() == null ? 0 : HAS_NAME;
    out.writeByte(value.kind().ordinal() | argument | name);
    if (argument != 0) {
      out.writeInt(value.argument());
    }
    if (value.name() != null) {
      writeString(value.name(), out);
    }
  }

  @Override
  Reason read(ValueInput in) throws IOException {
    int head = in.readByte();
    if (head == Reason.Kind.FOR_YOU.ordinal()) {
      return Reason.FOR_YOU;
    }
    return new Reason(
        KINDS[head & KIND],
        (head & HAS_ARGUMENT) == 0 ? 0 : in.readInt(),
        (head & HAS_NAME) == 0 ? null : readString(in));
  }
}
