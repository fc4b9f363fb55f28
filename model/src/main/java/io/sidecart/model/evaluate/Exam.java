package io.sidecart.model.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a method may learn from, and what it is asked.
 *
 * @param known the purchases that may be known
 * @param at when it is asked at the latest, in milliseconds since the epoch
 * @param questions one a user, ascending by user id
 */
public record Exam(PurchaseLog known, long at, List<Question> questions) {
  public Exam {
    requireNonNull(known, "known");
    questions = List.copyOf(questions);
  }
}
