package io.sidecart.model.ids;

import io.sidecart.model.SidecartException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The number of each id that is text: whole numbers from 0, without a gap. A number that was given
 * once stays; texts that are new get the next ones, in alphabetical order.
 */
public final class IdDictionary {
  /** The number of a text that has none. */
  public static final int UNKNOWN = -1;

  private static final IdDictionary EMPTY = new IdDictionary(List.of());

  private final List<String> texts;
  private final Map<String, Integer> numbers;

  private IdDictionary(List<String> texts) {
    this.texts = List.copyOf(texts);
    this.numbers = new HashMap<>(texts.size() * 2);
    for (int number = 0; number < texts.size(); number++) {
      if (numbers.put(texts.get(number), number) != null) {
        throw new SidecartException("the id '" + texts.get(number) + "' has two numbers");
      }
    }
  }

  public static IdDictionary empty() {
    return EMPTY;
  }

  /**
   * @param texts in the order of their numbers
   * @throws SidecartException if one stands there twice
   */
  public static IdDictionary of(List<String> texts) {
    return new IdDictionary(texts);
  }

  /** These, and behind them those of the others that have no number yet. */
  public IdDictionary plus(Collection<String> others) {
    TreeSet<String> added = new TreeSet<>(others);
    added.removeAll(numbers.keySet());
    List<String> all = new ArrayList<>(texts);
    all.addAll(added);
    return new IdDictionary(all);
  }

  /** The number of a text, {@link #UNKNOWN} where it has none. */
  public int numberOf(String text) {
    return numbers.getOrDefault(text, UNKNOWN);
  }

  /**
   * The text of a number.
   *
   * @throws SidecartException if no text has it: the dictionary is not the one that the number is
   *     from
   */
  public String textOf(int number) {
    if (number < 0 || number >= texts.size()) {
      throw new SidecartException(
          "number %d is not one of the %d ids of the dictionary; name the one of the same prepare as"
                  .formatted(number, texts.size())
              + " the model by --ids");
    }
    return texts.get(number);
  }

  /** All texts, in the order of their numbers. */
  public List<String> texts() {
    return texts;
  }

  public int size() {
    return texts.size();
  }
}
