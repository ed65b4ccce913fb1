package dev.attache.worker.extract;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;

import javax.net.ssl.SSLException;

/**
 * Why a call came to nothing before there was an answer, for whoever has to mend it. People see it,
 * too: it names no host.
 */
final class ModelFault {
    private ModelFault() {}

    static String sentence(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException
                    || cause instanceof UnknownHostException) {
                return "The model cannot be reached: there is no host of that name; check"
                        + " LLM_BASE_URL.";
            }
            if (cause instanceof SSLException) {
                return "The model cannot be reached: TLS failed; check whether LLM_BASE_URL begins"
                        + " as it should, and whether this JDK trusts the certificate there.";
            }
        }
        if (fault instanceof HttpConnectTimeoutException) {
            return "The model cannot be reached: nobody answers at LLM_BASE_URL.";
        }
        if (fault instanceof ConnectException) {
            return "The model cannot be reached: nobody listens at LLM_BASE_URL.";
        }
        return "The model hung up before its answer was complete.";
    }
}
