package org.harvestxero.runtime;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.harvestxero.config.ServerCertificate;
import org.harvestxero.config.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts what the server sends, and takes a renewed certificate while it runs. */
final class ServerTls {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    private static final byte[] PROOF = {1, 2, 3, 4};
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

    private final ServerCertificate files;
    private volatile ServerCertificate.Content content;
    private volatile String refused = "";
    private volatile Consumer<String> renewed = fingerprint -> {};

    /** @throws org.harvestxero.config.SettingsException when the files can't be read or don't belong together */
    ServerTls(ServerCertificate files) {
        this.files = files;
        this.content = files.read();
        believe(content);
    }

    /**
     * Vert.x leaves a server that was given what can't be used without any certificate at all, so it is looked at before.
     *
     * @throws SettingsException when certificate and key don't belong together
     */
    private static void believe(ServerCertificate.Content read) {
        try {
            for (KeyManager each : pem(read).getKeyManagerFactory(null).getKeyManagers()) {
                if (each instanceof X509KeyManager keys) {
                    believe(keys);
                }
            }
        } catch (Exception e) {
            throw new SettingsException("http.certificate and http.key can't be used together (" + e.getMessage()
                    + "): the key must be the certificate's own, PEM, without a passphrase.");
        }
    }

    private static void believe(X509KeyManager keys) throws GeneralSecurityException {
        for (String type : new String[] {"RSA", "EC", "EdDSA"}) {
            String alias = keys.chooseServerAlias(type, null, null);
            if (alias == null) {
                continue;
            }
            PrivateKey key = keys.getPrivateKey(alias);
            Signature signature = Signature.getInstance(
                    switch (type) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    });
            signature.initSign(key);
            signature.update(PROOF);
            byte[] signed = signature.sign();
            signature.initVerify(keys.getCertificateChain(alias)[0].getPublicKey());
            signature.update(PROOF);
            if (!signature.verify(signed)) {
                throw new SignatureException("the key is another one's");
            }
            return;
        }
        throw new SignatureException("no certificate with its key is in them");
    }

    void apply(HttpServerOptions options) {
        options.setSsl(true)
                .setUseAlpn(false) // the bounds count connections, each with one request at a time
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(pem(content));
    }

    /** By which processes of this home know the server. */
    String fingerprint() {
        return content.fingerprint();
    }

    /** @param told of the fingerprint of each certificate that takes the former one's place */
    void onRenewed(Consumer<String> told) {
        renewed = told;
    }

    /** Looks at the files again and again, as long as the server lives. */
    void follow(Vertx vertx, HttpServer server) {
        vertx.setPeriodic(
                LOOK_AGAIN.toMillis(),
                timer -> vertx.executeBlocking(this::read, false).onComplete(read -> {
                    if (read.failed()) {
                        refuse(String.valueOf(read.cause().getMessage()));
                    } else if (!read.result().isAs(content)) {
                        take(server, read.result());
                    }
                }));
    }

    private ServerCertificate.Content read() {
        ServerCertificate.Content read = files.read();
        if (!read.isAs(content)) {
            believe(read);
        }
        return read;
    }

    private void take(HttpServer server, ServerCertificate.Content wanted) {
        SSLOptions options =
                new SSLOptions().setKeyCertOptions(pem(wanted)).setEnabledSecureTransportProtocols(PROTOCOLS);
        server.updateSSLOptions(options).onComplete(done -> {
            if (done.failed()) {
                refuse(String.valueOf(done.cause()));
            } else if (!wanted.isAs(content)) {
                content = wanted;
                refused = "";
                renewed.accept(wanted.fingerprint());
                LOG.info("The renewed certificate of http.certificate is in force");
            }
        });
    }

    private void refuse(String why) {
        if (!why.equals(refused)) {
            refused = why;
            LOG.warn("The edited certificate is not in force, the former one is: {}", why);
        }
    }

    private static PemKeyCertOptions pem(ServerCertificate.Content content) {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(content.certificates()))
                .addKeyValue(Buffer.buffer(content.key()));
    }
}
