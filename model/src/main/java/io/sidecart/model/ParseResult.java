package io.sidecart.model;

/** What became of one message: an event, or the reason why it is none. */
public sealed interface ParseResult {

  /** The message told a well-formed event. */
  record Parsed(CartEvent event) implements ParseResult {}

  /**
   * The message is no event.
   *
   * @param reason the kind of fault
   * @param detail one line of at most some hundred characters that names the field and the value
   */
  record Rejected(RejectReason reason, String detail) implements ParseResult {}
}
