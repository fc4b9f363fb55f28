package io.sidecart.transforms.coders;

import io.sidecart.model.delayed.Serving;
import io.sidecart.model.delayed.ServingBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.ListCoder;

/** Coder of {@link ServingBook}: the list of its servings. */
public final class ServingBookCoder extends CustomCoder<ServingBook> {
  private static final long serialVersionUID = 1L;
  private static final ServingBookCoder INSTANCE = new ServingBookCoder();
  private static final Coder<List<Serving>> SERVINGS = ListCoder.of(ServingCoder.of());

  private ServingBookCoder() {}

  public static ServingBookCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(ServingBook value, OutputStream out) throws IOException {
    SERVINGS.encode(value.servings(), out);
  }

  @Override
  public ServingBook decode(InputStream in) throws IOException {
    return ServingBook.of(SERVINGS.decode(in));
  }
}
