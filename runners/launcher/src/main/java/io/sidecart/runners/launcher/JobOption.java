package io.sidecart.runners.launcher;

import java.beans.Introspector;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * One option of a job, read from the getter that Beam will fill.
 *
 * @param name as on the command line, with its dashes
 * @param type what the getter returns
 * @param standard its default, as text; null where there is none
 * @param own whether it is Sidecart's, or one of Beam's that only passes through
 */
record JobOption(
    String name,
    Class<?> type,
    String description,
    @Nullable String standard,
    boolean required,
    boolean own) {

  private static final String OURS = "io.sidecart.";

  /** Required ones first, then those of the job itself, then those that it shares. */
  static List<JobOption> ofJob(Class<? extends PipelineOptions> type) {
    List<Method> getters = new ArrayList<>();
    for (Method method : type.getMethods()) {
      if (isGetter(method)
          && method.getDeclaringClass().getName().startsWith(OURS)
          && method.isAnnotationPresent(Description.class)) {
        getters.add(method);
      }
    }
    getters.sort(
        Comparator.comparing((Method getter) -> !isRequired(getter))
            .thenComparing(getter -> getter.getDeclaringClass() != type)
            .thenComparing(getter -> getter.getDeclaringClass().getName())
            .thenComparing(Method::getName));
    return getters.stream().map(getter -> of(getter, true)).toList();
  }

  /** Every option of Beam and of the runners on the class path. */
  static Collection<JobOption> ofBeam(Collection<Class<? extends PipelineOptions>> registered) {
    Map<String, JobOption> byName = new TreeMap<>();
    for (Class<?> type : registered) {
      for (Method method : type.getMethods()) {
        if (isGetter(method)) {
          JobOption option = of(method, false);
          byName.put(option.name(), option);
        }
      }
    }
    return byName.values();
  }

  OptionSpec spec() {
    boolean repeated = type.isArray() || Collection.class.isAssignableFrom(type);
    OptionSpec.Builder builder =
        OptionSpec.builder(name).paramLabel(label()).hidden(!own).description(description + note());
    if (repeated) {
      return builder.type(List.class).auxiliaryTypes(String.class).build();
    }
    if (isFlag()) {
      return builder.type(Boolean.class).arity("0..1").fallbackValue("true").build();
    }
    return builder.type(own && isChecked() ? type : String.class).build();
  }

  private boolean isFlag() {
    return type == boolean.class || type == Boolean.class;
  }

  /** Texts and what only Beam can read are left to Beam. */
  private boolean isChecked() {
    return type.isPrimitive() || type.isEnum() || Number.class.isAssignableFrom(type);
  }

  private String label() {
    if (type.isEnum()) {
      return String.join("|", Values.names(type));
    }
    if (isFlag()) {
      return "true|false";
    }
    return isChecked() ? "N" : "TEXT";
  }

  private String note() {
    if (required) {
      return " (required)";
    }
    return standard == null ? "" : " (default: " + standard + ")";
  }

  private static JobOption of(Method getter, boolean own) {
    Description description = getter.getAnnotation(Description.class);
    return new JobOption(
        "--" + property(getter),
        getter.getReturnType(),
        description == null ? "" : description.value(),
        standard(getter),
        isRequired(getter),
        own);
  }

  private static boolean isRequired(Method getter) {
    return getter.isAnnotationPresent(Validation.Required.class);
  }

  private static boolean isGetter(Method method) {
    String name = method.getName();
    return method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && (name.matches("get[A-Z].*") || name.matches("is[A-Z].*"))
        && method.getDeclaringClass() != Object.class;
  }

  private static String property(Method getter) {
    return Introspector.decapitalize(getter.getName().replaceFirst("^(get|is)", ""));
  }

  /** The value of a {@code Default.X} annotation, whichever X it is. */
  private static @Nullable String standard(Method getter) {
    for (Annotation annotation : getter.getAnnotations()) {
      Class<?> type = annotation.annotationType();
      if (type.getEnclosingClass() == Default.class && type != Default.InstanceFactory.class) {
        Object value = value(annotation);
        return value.getClass().isArray() && Array.getLength(value) == 0 ? null : text(value);
      }
    }
    return null;
  }

  private static Object value(Annotation annotation) {
    try {
      return annotation.annotationType().getMethod("value").invoke(annotation);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(annotation + " has no value", e);
    }
  }

  private static String text(Object value) {
    return value instanceof Class<?> type ? type.getSimpleName() : value.toString();
  }
}
