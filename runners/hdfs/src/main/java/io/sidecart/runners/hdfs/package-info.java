/** HDFS as a process of its own. */
package io.sidecart.runners.hdfs;
