package io.sidecart.model;

/** Why a message is no event. */
public enum RejectReason {
  /** No value at all, or one of white space only. */
  EMPTY("empty"),
  TOO_LARGE("too-large"),
  NOT_UTF8("not-utf8"),
  NOT_JSON("not-json"),
  /** JSON so far, but it ends too early. */
  TRUNCATED("truncated"),
  NOT_AN_OBJECT("not-an-object"),
  TRAILING_TEXT("trailing-text"),
  DUPLICATE_FIELD("duplicate-field"),
  MISSING_FIELD("missing-field"),
  NULL_FIELD("null-field"),
  WRONG_TYPE("wrong-type"),
  OUT_OF_RANGE("out-of-range"),
  /** The message's own time is none that {@link EventTime} believes. */
  TIMESTAMP_OUT_OF_RANGE("timestamp-out-of-range");

  private final String label;

  RejectReason(String label) {
    this.label = label;
  }

  /** The short fixed name that a dead letter and its counter carry. */
  public String label() {
    return label;
  }
}
