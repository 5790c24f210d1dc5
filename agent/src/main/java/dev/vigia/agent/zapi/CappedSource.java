package dev.vigia.agent.zapi;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Stops an answer that inflates to more than is allowed, before it fills the memory. */
final class CappedSource extends ForwardingSource {
    private final long max;
    private long read;

    CappedSource(Source delegate, long max) {
        super(delegate);
        this.max = max;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long count = super.read(sink, byteCount);
        read += Math.max(0, count);
        if (read > max) {
            throw new UnreadableException("more than " + max + " bytes (max-body) after inflating");
        }
        return count;
    }
}
