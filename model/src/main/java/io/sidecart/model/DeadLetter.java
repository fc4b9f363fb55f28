package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A message that the stream could not take, whole, with the reason.
 *
 * @param message the message as it was read
 * @param reason a short fixed name, good for counting: {@code not-json}, {@code missing-field}, ...
 * @param detail one line that names the field and the value
 */
public record DeadLetter(Message message, String reason, String detail) implements Serializable {
  public DeadLetter {
    requireNonNull(message, "message");
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
  }
}
