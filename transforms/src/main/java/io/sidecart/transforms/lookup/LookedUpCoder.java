package io.sidecart.transforms.lookup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StructuredCoder;

/** Coder of {@link LookedUp}, made of those of its input and its value. */
public final class LookedUpCoder<InputT, V> extends StructuredCoder<LookedUp<InputT, V>> {
  private static final long serialVersionUID = 1L;

  private final Coder<InputT> inputCoder;
  private final Coder<V> valueCoder;

  private LookedUpCoder(Coder<InputT> inputCoder, Coder<V> valueCoder) {
    this.inputCoder = inputCoder;
    this.valueCoder = valueCoder;
  }

  public static <InputT, V> LookedUpCoder<InputT, V> of(
      Coder<InputT> inputCoder, Coder<V> valueCoder) {
    return new LookedUpCoder<>(inputCoder, NullableCoder.of(valueCoder));
  }

  @Override
  public void encode(LookedUp<InputT, V> value, OutputStream out) throws IOException {
    inputCoder.encode(value.input(), out);
    valueCoder.encode(value.value(), out);
  }

  @Override
  public LookedUp<InputT, V> decode(InputStream in) throws IOException {
    return new LookedUp<>(inputCoder.decode(in), valueCoder.decode(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(inputCoder, valueCoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "the input must be deterministic", inputCoder);
    verifyDeterministic(this, "the value must be deterministic", valueCoder);
  }
}
