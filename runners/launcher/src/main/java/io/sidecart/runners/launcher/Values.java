package io.sidecart.runners.launcher;

import java.util.List;
import java.util.stream.Stream;

/** What a value of a type must look like, in words. */
final class Values {
  private Values() {}

  static List<String> names(Class<?> enumeration) {
    return Stream.of(enumeration.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList();
  }

  static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + String.join(", ", names(type));
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number, at most " + Integer.MAX_VALUE;
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == double.class || type == Double.class || type == float.class) {
      return "a number";
    }
    return type == long.class || type == Long.class ? "a whole number" : "another value";
  }
}
