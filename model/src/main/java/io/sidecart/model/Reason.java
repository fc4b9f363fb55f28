package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Why one item is shown. Small, since five of them go with each row; words are made of it where a
 * row leaves.
 *
 * @param kind which reason
 * @param argument how often the user bought it, or the id of the item that it is bought with; 0 for
 *     the other kinds
 * @param name the category that it is popular in, or the id of the item that it is bought with as
 *     the shop knows it; null where there is none
 */
public record Reason(Kind kind, int argument, @Nullable String name) implements Serializable {

  /** The kinds of reasons. */
  public enum Kind {
    /** The model speaks for it. */
    FOR_YOU,
    /** The user bought it before. */
    BOUGHT_BEFORE,
    /** Buyers of an item that the user bought, or has in the cart, buy it. */
    BOUGHT_WITH,
    /** It is among the best sellers of its category. */
    POPULAR_IN,
    /** It is among the best sellers. */
    POPULAR;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in every output: lower case. */
    public String label() {
      return label;
    }
  }

  /** Made once: most items of most rows are of these. */
  private static final List<String> BOUGHT_BEFORE_CODES =
      IntStream.range(0, 256).mapToObj(Reason::boughtBeforeCode).toList();

  public static final Reason FOR_YOU = new Reason(Kind.FOR_YOU, 0, null);
  public static final Reason POPULAR = new Reason(Kind.POPULAR, 0, null);

  public Reason {
    requireNonNull(kind, "kind");
    if (kind == Kind.POPULAR_IN) {
      requireNonNull(name, "category");
    }
  }

  /**
   * @param times at least 1
   */
  public static Reason boughtBefore(int times) {
    return new Reason(Kind.BOUGHT_BEFORE, times, null);
  }

  public static Reason boughtWith(int itemId) {
    return new Reason(Kind.BOUGHT_WITH, itemId, null);
  }

  public static Reason popularIn(String category) {
    return new Reason(Kind.POPULAR_IN, 0, category);
  }

  /** The same with the name of its item. */
  public Reason withName(String name) {
    return new Reason(kind, argument, name);
  }

  /** For people: "you bought it 6 times". */
  public String sentence() {
    return switch (kind) {
      case FOR_YOU -> "for you";
      case BOUGHT_BEFORE ->
          argument == 1 ? "you bought it once" : "you bought it " + argument + " times";
      case BOUGHT_WITH -> "with " + (name == null ? String.valueOf(argument) : name);
      case POPULAR_IN -> "popular in " + name;
      case POPULAR -> "popular";
    };
  }

  /** For tables: {@code bought_before 6}. */
  public String code() {
    return switch (kind) {
      case FOR_YOU, POPULAR -> kind.label();
      case BOUGHT_BEFORE ->
          argument >= 0 && argument < BOUGHT_BEFORE_CODES.size()
              ? BOUGHT_BEFORE_CODES.get(argument)
              : boughtBeforeCode(argument);
      case BOUGHT_WITH -> kind.label() + " " + argument + (name == null ? "" : " " + name);
      case POPULAR_IN -> kind.label() + " " + name;
    };
  }

  private static String boughtBeforeCode(int times) {
    return Kind.BOUGHT_BEFORE.label() + " " + times;
  }

  /**
   * The inverse of {@link #code()}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Reason ofCode(String code) {
    int space = code.indexOf(' ');
    Kind kind =
        Kind.valueOf((space < 0 ? code : code.substring(0, space)).toUpperCase(Locale.ROOT));
    String rest = space < 0 ? "" : code.substring(space + 1);
    return switch (kind) {
      case FOR_YOU -> FOR_YOU;
      case POPULAR -> POPULAR;
      case BOUGHT_BEFORE -> boughtBefore(Integer.parseInt(rest));
      case POPULAR_IN -> popularIn(rest);
      case BOUGHT_WITH -> {
        int next = rest.indexOf(' ');
        yield next < 0
            ? boughtWith(Integer.parseInt(rest))
            : boughtWith(Integer.parseInt(rest.substring(0, next)))
                .withName(rest.substring(next + 1));
      }
    };
  }
}
