package org.harvestxero.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.harvestxero.config.secret.Secret;

/** A form with secrets in it, as a message body that camel-http sends but nothing prints. */
public final class SecretForm extends HttpEntityWrapper {
    private final String shown;

    private SecretForm(HttpEntity entity, String shown) {
        super(entity);
        this.shown = shown;
    }

    /** @param fields plain ones, then the secret ones */
    public static SecretForm of(Map<String, String> fields, Map<String, Secret> secrets) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        secrets.forEach((name, secret) -> all.put(name, secret.reveal()));
        HttpEntity entity = new StringEntity(
                Query.encode(all), ContentType.APPLICATION_FORM_URLENCODED.withCharset(StandardCharsets.UTF_8));
        return new SecretForm(entity, "form of " + all.keySet());
    }

    @Override
    public String toString() {
        return shown;
    }
}
