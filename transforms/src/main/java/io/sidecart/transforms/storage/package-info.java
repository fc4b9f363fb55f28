/** Files and folders on a local disk or on HDFS. */
@NullMarked
package io.sidecart.transforms.storage;

import org.jspecify.annotations.NullMarked;
