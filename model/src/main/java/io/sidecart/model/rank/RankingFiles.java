package io.sidecart.model.rank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A learned ranking as bytes: the weights as JSON, to be read by people too, and the items as
 * columns of numbers, the highest byte first.
 */
public final class RankingFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long MAGIC = 0x5349_4445_5241_4e31L; // SIDERAN1

  private RankingFiles() {}

  /** Both sets of weights. */
  public static byte[] weights(LearnedRanking ranking) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("repeat", tree(ranking.repeat()));
    root.set("explore", tree(ranking.explore()));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode tree(Weights weights) {
    ObjectNode tree = MAPPER.createObjectNode().put("intercept", weights.intercept());
    ObjectNode named = tree.putObject("weights");
    weights.weights().forEach((signal, weight) -> named.put(signal.label(), weight));
    return tree;
  }

  /** What is known of the items. */
  public static byte[] items(ItemTable items) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(MAGIC);
      out.writeLong(items.at());
      out.writeInt(items.size());
      Neighbours neighbours = items.neighbours();
      for (int item = 0; item < items.size(); item++) {
        out.writeInt(items.id(item));
        for (int column = 0; column < ItemTable.STATIC; column++) {
          out.writeFloat(items.value(item, column));
        }
        out.writeFloat(items.interval(item));
        out.writeLong(items.firstSold(item));
        out.writeInt(neighbours.end(item) - neighbours.start(item));
        for (int place = neighbours.start(item); place < neighbours.end(item); place++) {
          out.writeInt(neighbours.item(place));
          out.writeFloat(neighbours.similarity(place));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads one set of weights.
   *
   * @param name repeat or explore
   * @throws IllegalArgumentException if the weights are not there, or one is not a finite number
   */
  public static Weights readWeights(byte[] json, String name) {
    JsonNode set = parse(json).path(name);
    double[] weights = new double[Signal.COUNT];
    for (Signal signal : Signal.values()) {
      weights[signal.ordinal()] = number(set.path("weights"), signal.label(), name);
    }
    return Weights.of(number(set, "intercept", name), weights);
  }

  private static JsonNode parse(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(JsonNode parent, String field, String set) {
    JsonNode value = parent.path(field);
    if (value.isMissingNode()) {
      throw new IllegalArgumentException(
          "%s of %s is missing, as in models of older releases: train one anew"
              .formatted(field, set));
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("%s of %s is %s".formatted(field, set, value));
    }
    return value.doubleValue();
  }

  /**
   * Reads the items.
   *
   * @throws IllegalArgumentException if the bytes are not those of {@link #items}
   */
  public static ItemTable readItems(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (bytes.length < 20 || in.readLong() != MAGIC) {
        throw new IllegalArgumentException("it does not begin as a table of items does");
      }
      return readItems(in, bytes.length);
    } catch (IOException e) {
      throw new IllegalArgumentException("it ends early", e);
    }
  }

  private static ItemTable readItems(DataInputStream in, int length) throws IOException {
    long at = in.readLong();
    int size = size(in.readInt(), length);
    int[] ids = new int[size];
    float[] values = new float[size * ItemTable.STATIC];
    float[] intervals = new float[size];
    long[] firstSold = new long[size];
    int[] starts = new int[size + 1];
    int[] neighbours = new int[size * 8];
    float[] similarities = new float[size * 8];
    for (int item = 0; item < size; item++) {
      ids[item] = in.readInt();
      for (int column = 0; column < ItemTable.STATIC; column++) {
        values[item * ItemTable.STATIC + column] = in.readFloat();
      }
      intervals[item] = in.readFloat();
      firstSold[item] = in.readLong();
      int start = starts[item];
      int end = start + size(in.readInt(), length);
      if (end > neighbours.length) {
        neighbours = Arrays.copyOf(neighbours, Math.max(end, start * 2));
        similarities = Arrays.copyOf(similarities, neighbours.length);
      }
      for (int place = start; place < end; place++) {
        neighbours[place] = in.readInt();
        similarities[place] = in.readFloat();
      }
      starts[item + 1] = end;
    }
    if (in.read() >= 0) {
      throw new IllegalArgumentException("it goes on after its last item");
    }
    int end = starts[size];
    return new ItemTable(
        at,
        ids,
        values,
        intervals,
        firstSold,
        new Neighbours(starts, Arrays.copyOf(neighbours, end), Arrays.copyOf(similarities, end)));
  }

  /** No damaged count makes the memory run out. */
  private static int size(int size, int length) {
    if (size < 0 || size > length / 8) {
      throw new IllegalArgumentException("it has " + size + " entries in " + length + " bytes");
    }
    return size;
  }
}
