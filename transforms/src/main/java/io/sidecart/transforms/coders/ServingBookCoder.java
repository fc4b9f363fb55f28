package io.sidecart.transforms.coders;

import io.sidecart.model.delayed.FirstTimes;
import io.sidecart.model.delayed.ServingBook;
import io.sidecart.model.delayed.UserWindow;
import java.io.IOException;
import java.util.Map;

/** Coder of {@link ServingBook}: its users by window. */
public final class ServingBookCoder extends ValueCoder<ServingBook> {
  private static final long serialVersionUID = 1L;
  private static final ServingBookCoder INSTANCE = new ServingBookCoder();
  private static final ServingCoder SERVINGS = ServingCoder.of();

  private ServingBookCoder() {}

  public static ServingBookCoder of() {
    return INSTANCE;
  }

  @Override
  void write(ServingBook book, ValueOutput out) throws IOException {
    out.writeInt(book.horizonMillis());
    out.writeInt(book.windows().size());
    for (Map.Entry<Long, Map<Integer, UserWindow>> window : book.windows().entrySet()) {
      out.writeLong(window.getKey());
      out.writeInt(window.getValue().size());
      for (UserWindow user : window.getValue().values()) {
        SERVINGS.write(user.last(), out);
        writeTimes(user.bought(), out);
      }
    }
  }

  @Override
  ServingBook read(ValueInput in) throws IOException {
    ServingBook book = new ServingBook(in.readInt());
    int windows = in.readInt();
    for (int i = 0; i < windows; i++) {
      long window = in.readLong();
      int users = in.readInt();
      for (int j = 0; j < users; j++) {
        UserWindow user = new UserWindow(SERVINGS.read(in), readTimes(in));
        book.put(window, user.last().userId(), user);
      }
    }
    return book;
  }

  /** A book changes, so it is never equal to another. */
  @Override
  public boolean consistentWithEquals() {
    return false;
  }

  private static void writeTimes(FirstTimes bought, ValueOutput out) {
    out.writeInt(bought.size());
    for (int i = 0; i < bought.size(); i++) {
      out.writeInt(bought.item(i));
      out.writeInt(bought.time(i));
    }
  }

  private static FirstTimes readTimes(ValueInput in) throws IOException {
    int size = in.readInt();
    int[] items = new int[size];
    int[] times = new int[size];
    for (int i = 0; i < size; i++) {
      items[i] = in.readInt();
      times[i] = in.readInt();
    }
    return FirstTimes.of(items, times);
  }
}
