package io.sidecart.transforms.lookup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/** Coder of {@link FailedLookUp}, made of that of its input. */
public final class FailedLookUpCoder<InputT> extends StructuredCoder<FailedLookUp<InputT>> {
  private static final long serialVersionUID = 1L;

  private final Coder<InputT> inputCoder;

  private FailedLookUpCoder(Coder<InputT> inputCoder) {
    this.inputCoder = inputCoder;
  }

  public static <InputT> FailedLookUpCoder<InputT> of(Coder<InputT> inputCoder) {
    return new FailedLookUpCoder<>(inputCoder);
  }

  @Override
  public void encode(FailedLookUp<InputT> value, OutputStream out) throws IOException {
    inputCoder.encode(value.input(), out);
    StringUtf8Coder.of().encode(value.detail(), out);
  }

  @Override
  public FailedLookUp<InputT> decode(InputStream in) throws IOException {
    return new FailedLookUp<>(inputCoder.decode(in), StringUtf8Coder.of().decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(inputCoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "the input must be deterministic", inputCoder);
  }
}
