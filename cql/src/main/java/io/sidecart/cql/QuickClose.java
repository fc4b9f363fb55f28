package io.sidecart.cql;

import com.datastax.driver.core.NettyOptions;
import io.netty.channel.EventLoopGroup;
import io.netty.util.Timer;
import java.util.concurrent.TimeUnit;

/** Closes a session at once; by default Netty waits for two quiet seconds first. */
final class QuickClose extends NettyOptions {

  @Override
  public void onClusterClose(EventLoopGroup threads) {
    // The driver has closed every connection by now.
    threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Override
  public void onClusterClose(Timer timer) {
    timer.stop();
  }
}
