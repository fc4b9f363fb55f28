/**
 * Files and folders on a local disk or on HDFS.
 *
 * <p>{@link io.sidecart.transforms.storage.Storage} is the port, {@link
 * io.sidecart.transforms.storage.Storages} finds the storage of a path and holds what can be done
 * with any of them.
 */
@NullMarked
package io.sidecart.transforms.storage;

import org.jspecify.annotations.NullMarked;
