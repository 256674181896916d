package fairlead.redis.tracing;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.opentelemetry.context.Context;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** Event loops that take the context of whoever hands them something to do along. */
final class CallerEventLoops extends MultiThreadIoEventLoopGroup {
  /**
   * Makes them.
   *
   * @param callSites of the callers whose spans are recorded
   */
  CallerEventLoops(int count, ThreadFactory threads, CallSites callSites) {
    super(count, threads, NioIoHandler.newFactory(), callSites);
  }

  @Override
  protected IoEventLoop newChild(Executor executor, IoHandlerFactory factory, Object... arguments) {
    // Runs inside super(): fields are not there yet.
    CallSites callSites = (CallSites) arguments[0];
    return new SingleThreadIoEventLoop(this, executor, factory) {
      @Override
      public void execute(Runnable task) {
        super.execute(inEventLoop() ? task : callSites.carry(Context.current(), task));
      }

      @Override
      public void lazyExecute(Runnable task) {
        super.lazyExecute(inEventLoop() ? task : callSites.carry(Context.current(), task));
      }
    };
  }
}
