package io.sidecart.pipelines.retrain;

/**
 * What was brought together to train on.
 *
 * @param history purchases of the history
 * @param added new purchases, each event once
 * @param repeats rows of events that were there already
 * @param unnumbered events that were left out because their user or item, a text, had no number yet
 * @param untimely events that were left out because of a time that is not past, or before 1971
 */
record Collected(long history, long added, long repeats, long unnumbered, long untimely) {}
