/**
 * The sink of the stream's rows: Parquet files below {@code dt=YYYY-MM-DD/hour=HH} folders.
 *
 * <p>One shape serves every runner. A bundle's rows are grouped by folder and partition. A large
 * group is written at once, so that a runner with large bundles pays for no shuffle. A small one
 * leaves as one chunk of bytes for a state that gathers chunks until there are enough rows or until
 * a timer rings, so that a runner with small bundles does not write a file for each.
 *
 * <p>A file is written under a hidden name and renamed when it is complete. Its name tells exactly
 * which identities it holds, so that a task that is tried again replaces its own file. After a
 * restart, what was in flight may be grouped otherwise and then stands in two files: {@code
 * compact} removes such doubles.
 */
@NullMarked
package io.sidecart.transforms.sink;

import org.jspecify.annotations.NullMarked;
