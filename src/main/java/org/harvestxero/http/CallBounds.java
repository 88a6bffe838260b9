package org.harvestxero.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Bounds every call: in time, from the first byte sent to the last of the response, and in the size of the unpacked response.
 *
 * <p>A read timeout alone would bound each single read, so a response that trickles in could hold up a cycle for ever.
 */
public final class CallBounds implements ExecChainHandler {
    private final Duration deadline;
    private final long mostBytes;
    private final ScheduledThreadPoolExecutor watch;

    /**
     * @param deadline for the whole call
     * @param mostBytes of an answer's body
     */
    public CallBounds(Duration deadline, long mostBytes) {
        this.deadline = deadline;
        this.mostBytes = mostBytes;
        watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "call-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        watch.setKeepAliveTime(1, TimeUnit.MINUTES);
        watch.allowCoreThreadTimeOut(true);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean over = new AtomicBoolean();
        Future<?> end = watch.schedule(() -> cut(scope, over), deadline.toNanos(), TimeUnit.NANOSECONDS);
        boolean open = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                response.setEntity(new Bounded(entity, end, over));
                open = true;
            }
            return response;
        } catch (IOException | RuntimeException e) {
            if (over.get()) {
                throw tooSlow(e);
            }
            throw e;
        } finally {
            if (!open) {
                end.cancel(false);
            }
        }
    }

    private static void cut(ExecChain.Scope scope, AtomicBoolean over) {
        over.set(true);
        if (scope.originalRequest instanceof Cancellable request) {
            request.cancel();
        }
    }

    private CallCutException tooSlow(@Nullable Exception cause) {
        return new CallCutException(
                "the answer was not there after " + deadline.toSeconds() + " s (calls.deadline)", cause);
    }

    /** The answer's body, counted while it is read. */
    private final class Bounded extends HttpEntityWrapper {
        private final Future<?> end;
        private final AtomicBoolean over;

        Bounded(HttpEntity entity, Future<?> end, AtomicBoolean over) {
            super(entity);
            this.end = end;
            this.over = over;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new Counted(super.getContent());
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void close() throws IOException {
            end.cancel(false);
            super.close();
        }

        private final class Counted extends FilterInputStream {
            private long read;

            Counted(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count;
                try {
                    count = super.read(bytes, offset, length);
                } catch (IOException e) {
                    throw over.get() ? tooSlow(e) : e;
                }
                if (over.get()) {
                    throw tooSlow(null);
                }
                if (count < 0) {
                    end.cancel(false);
                    return count;
                }
                read += count;
                if (read > mostBytes) {
                    end.cancel(false);
                    throw new CallCutException("the answer is larger than " + mostBytes / 1_000_000 + " MB", null);
                }
                return count;
            }

            @Override
            public boolean markSupported() {
                return false;
            }

            @Override
            public void close() throws IOException {
                end.cancel(false);
                super.close();
            }
        }
    }
}
