package io.sidecart.pipelines.publish;

import io.sidecart.model.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * When to publish a model.
 *
 * @param mode whether at all
 * @param tolerance by how much it may fall behind
 * @param reason why a refusal is overruled; null where none is
 */
public record GateSettings(Mode mode, double tolerance, @Nullable String reason) {

  /** Whether to publish. */
  public enum Mode {
    /** Unless the gate refuses it. */
    GATED,
    /** Not at all. */
    NEVER,
    /** Whatever the gate says. */
    FORCED
  }

  /**
   * @throws UsageException if a value cannot be used, or force lacks its reason
   */
  public GateSettings {
    if (!(tolerance >= 0 && tolerance <= 1)) {
      throw new UsageException("--tolerance=" + tolerance + ", but it must be from 0 to 1");
    }
    boolean hasReason = reason != null && !reason.isBlank();
    if (mode == Mode.FORCED && !hasReason) {
      throw new UsageException("Who overrules the gate must say why: add --reason=TEXT");
    }
    if (mode != Mode.FORCED && hasReason) {
      throw new UsageException("--reason=" + reason + " is for the record of a force alone");
    }
  }

  /**
   * What the options say.
   *
   * @throws UsageException if a value cannot be used
   */
  public static GateSettings of(GateOptions options) {
    return new GateSettings(
        mode(options.getPublish()), options.getTolerance(), options.getReason());
  }

  private static Mode mode(String publish) {
    return switch (publish) {
      case "true" -> Mode.GATED;
      case "false" -> Mode.NEVER;
      case "force" -> Mode.FORCED;
      default ->
          throw new UsageException(
              "--publish=" + publish + " cannot be used: give one of true, false, force");
    };
  }
}
