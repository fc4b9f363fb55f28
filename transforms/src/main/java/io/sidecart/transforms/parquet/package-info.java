/**
 * Parquet files on any {@link io.sidecart.transforms.storage.Storage}, and the layout of the rows
 * that the stream writes.
 */
@NullMarked
package io.sidecart.transforms.parquet;

import org.jspecify.annotations.NullMarked;
