package dev.attache.worker.websocket;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;

/**
 * Bytes that nobody can guess, as RFC 6455 wants its keys and masks. From the kernel where it has a
 * file of them: the JDK's own source brings all security providers along. One thread at a time.
 */
final class Unguessable {
    private static final String KERNEL = "/dev/urandom";

    private final byte[] stock = new byte[256];
    private int used = stock.length;

    synchronized void fill(byte[] into) {
        if (into.length > stock.length - used) {
            draw();
        }
        System.arraycopy(stock, used, into, 0, into.length);
        used += into.length;
    }

    private void draw() {
        try (InputStream kernel = new FileInputStream(KERNEL)) {
            if (kernel.readNBytes(stock, 0, stock.length) < stock.length) {
                new SecureRandom().nextBytes(stock);
            }
        } catch (IOException noSuchFile) {
            new SecureRandom().nextBytes(stock);
        }
        used = 0;
    }
}
