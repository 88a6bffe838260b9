package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Consent, tokens and connections. */
final class Identity {
    private static final Duration ACCESS = Duration.ofMinutes(30);
    private static final Duration GRACE = Duration.ofMinutes(30);
    private static final Duration CODE = Duration.ofMinutes(5);
    private static final Duration UNUSED = Duration.ofDays(60);
    private static final Set<String> IDENTITY_SCOPES = Set.of("openid", "profile", "email", "offline_access");
    private static final Set<String> BROAD_SCOPES =
            Set.of("accounting.transactions", "accounting.transactions.read", "accounting.reports.read");
    private static final String ISSUER = "https://identity.xero.com";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final XeroSandboxOptions options;
    private final List<Tenant> tenants;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, AccessToken> accessTokens = new HashMap<>();
    private final Map<String, RefreshToken> refreshTokens = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final UUID userId = UUID.randomUUID();
    boolean deniesConsent;

    @Nullable
    UUID chosenTenant;

    Identity(XeroSandboxOptions options, List<Tenant> tenants) {
        this.options = options;
        this.tenants = tenants;
    }

    /** @param custom of a custom connection, which needs no tenant header */
    record AccessToken(Instant expires, Set<String> scopes, UUID authEvent, boolean custom) {}

    /** @param replaced when it was exchanged for another; null while it is the newest */
    private record RefreshToken(
            Set<String> scopes,
            UUID authEvent,
            Instant issued,
            @Nullable Instant replaced) {}

    private record Code(
            Set<String> scopes,
            UUID authEvent,
            String redirectUri,
            @Nullable String challenge,
            Instant issued) {}

    /** Consent as if the user clicked at once: back to the redirect URI with a code, or with a denial. */
    Answer authorize(Call call) {
        String redirectUri = call.parameter("redirect_uri");
        if (!options.clientId.equals(call.parameter("client_id"))) {
            return Answer.text(400, "Sorry, something went wrong. Error: unauthorized_client");
        }
        if (redirectUri == null || !acceptable(redirectUri)) {
            return Answer.text(400, "Sorry, something went wrong. Error: invalid_request. Invalid redirect_uri");
        }
        if (!"code".equals(call.parameter("response_type"))) {
            return Answer.text(400, "Sorry, something went wrong. Error: unsupported_response_type");
        }
        String state = call.parameter("state");
        String suffix = state == null ? "" : "&state=" + encode(state);
        String join = redirectUri.contains("?") ? "&" : "?";
        Set<String> scopes = scopes(call.parameter("scope"));
        if (scopes.isEmpty() || !known(scopes)) {
            return Answer.text(400, "Sorry, something went wrong. Error: invalid_scope");
        }
        if (deniesConsent) {
            return Answer.redirect(redirectUri + join + "error=access_denied" + suffix);
        }
        UUID authEvent = UUID.randomUUID();
        connect(authEvent);
        String code = secret();
        codes.put(
                code,
                new Code(scopes, authEvent, redirectUri, call.parameter("code_challenge"), options.clock.instant()));
        return Answer.redirect(
                redirectUri + join + "code=" + code + "&scope=" + encode(String.join(" ", scopes)) + suffix);
    }

    private static boolean acceptable(String redirectUri) {
        boolean allowed = redirectUri.startsWith("https://")
                || redirectUri.startsWith("http://localhost:")
                || redirectUri.startsWith("http://localhost/");
        return allowed && plain(redirectUri);
    }

    /** Whether a text may stand in a {@code Location} header as it is. */
    static boolean plain(String address) {
        return address.chars().allMatch(c -> c > 32 && c < 127 && c != '\\');
    }

    private boolean known(Set<String> scopes) {
        return scopes.stream()
                .allMatch(scope -> IDENTITY_SCOPES.contains(scope)
                        || (!BROAD_SCOPES.contains(scope)
                                && (options.scopes.contains(scope)
                                        || options.scopes.contains(scope.replace(".read", "")))));
    }

    private void connect(UUID authEvent) {
        Tenant chosen = tenants.stream()
                .filter(tenant -> tenant.id().equals(chosenTenant))
                .findFirst()
                .orElse(tenants.get(0));
        chosen.connect(authEvent, options.clock.instant());
    }

    Answer token(Call call) {
        MultiMap form = form(call);
        String grant = form.get("grant_type");
        if (grant == null) {
            return error("invalid_request");
        }
        boolean pkce = form.get("code_verifier") != null && options.clientId.equals(form.get("client_id"));
        if (!authenticated(call) && !pkce) {
            return error("invalid_client");
        }
        return switch (grant) {
            case "client_credentials" -> clientCredentials(form);
            case "authorization_code" -> exchange(form, pkce);
            case "refresh_token" -> refresh(form);
            default -> error("unsupported_grant_type");
        };
    }

    /** Without a scope all that the app was configured for; else what is asked, as far as it was configured. */
    private Answer clientCredentials(MultiMap form) {
        String asked = form.get("scope");
        if (asked == null || asked.isBlank()) {
            return issue(options.scopes, UUID.randomUUID(), true, null);
        }
        Set<String> scopes = scopes(asked);
        return options.scopeOnClientCredentials && known(scopes)
                ? issue(scopes, UUID.randomUUID(), true, null)
                : error("invalid_scope");
    }

    /** What clients look for before they talk to a token service; every address is this sandbox's. */
    Answer configuration(String baseUrl) {
        ObjectNode json = Json.object()
                .put("issuer", ISSUER)
                .put("jwks_uri", baseUrl + "/.well-known/openid-configuration/jwks")
                .put("authorization_endpoint", baseUrl + "/identity/connect/authorize")
                .put("token_endpoint", baseUrl + "/connect/token")
                .put("userinfo_endpoint", baseUrl + "/connect/userinfo")
                .put("revocation_endpoint", baseUrl + "/connect/revocation");
        list(json, "scopes_supported", new TreeSet<>(IDENTITY_SCOPES));
        options.scopes.stream().sorted().forEach(json.withArray("scopes_supported")::add);
        list(json, "response_types_supported", List.of("code"));
        list(json, "response_modes_supported", List.of("query"));
        list(json, "grant_types_supported", List.of("authorization_code", "client_credentials", "refresh_token"));
        list(json, "subject_types_supported", List.of("public"));
        list(json, "id_token_signing_alg_values_supported", List.of("RS256"));
        list(json, "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        list(json, "code_challenge_methods_supported", List.of("S256"));
        return Answer.json(200, json);
    }

    private static void list(ObjectNode json, String name, Collection<String> values) {
        values.forEach(json.withArray(name)::add);
    }

    /** The key that id tokens are signed with. */
    Answer keys() {
        RSAPublicKey key = (RSAPublicKey) SigningKey.PAIR.getPublic();
        ObjectNode json = Json.object();
        json.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", "SANDBOX")
                .put("n", unsigned(key.getModulus()))
                .put("e", unsigned(key.getPublicExponent()));
        return Answer.json(200, json);
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    /** Made when the first id token is asked for. */
    private static final class SigningKey {
        static final KeyPair PAIR = make();

        private static KeyPair make() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Answer exchange(MultiMap form, boolean pkce) {
        Code code = codes.remove(String.valueOf(form.get("code")));
        boolean valid = code != null
                && code.redirectUri().equals(form.get("redirect_uri"))
                && options.clock.instant().isBefore(code.issued().plus(CODE))
                && (code.challenge() == null ? !pkce : code.challenge().equals(challenge(form.get("code_verifier"))));
        return valid && code != null
                ? issue(code.scopes(), code.authEvent(), false, newRefreshToken(code.scopes(), code.authEvent()))
                : error("invalid_grant");
    }

    private Answer refresh(MultiMap form) {
        String value = String.valueOf(form.get("refresh_token"));
        RefreshToken token = refreshTokens.get(value);
        Instant now = options.clock.instant();
        boolean valid = token != null
                && (token.replaced() == null
                        ? now.isBefore(token.issued().plus(UNUSED))
                        : now.isBefore(token.replaced().plus(GRACE)));
        if (!valid || token == null) {
            return error("invalid_grant");
        }
        if (token.replaced() == null) {
            refreshTokens.put(value, new RefreshToken(token.scopes(), token.authEvent(), token.issued(), now));
        }
        String next = newRefreshToken(token.scopes(), token.authEvent());
        return issue(token.scopes(), token.authEvent(), false, next);
    }

    private String newRefreshToken(Set<String> scopes, UUID authEvent) {
        String value = secret();
        refreshTokens.put(value, new RefreshToken(scopes, authEvent, options.clock.instant(), null));
        return value;
    }

    private Answer issue(Set<String> scopes, UUID authEvent, boolean custom, @Nullable String refreshToken) {
        Instant now = options.clock.instant();
        String value = jwt(now, scopes, authEvent);
        accessTokens.put(value, new AccessToken(now.plus(ACCESS), scopes, authEvent, custom));
        ObjectNode json = Json.object();
        if (scopes.contains("openid")) {
            json.put("id_token", idToken(now));
        }
        json.put("access_token", value).put("expires_in", ACCESS.toSeconds()).put("token_type", "Bearer");
        if (refreshToken != null && scopes.contains("offline_access")) {
            json.put("refresh_token", refreshToken);
        }
        return Answer.json(200, json.put("scope", String.join(" ", new TreeSet<>(scopes))));
    }

    /** Takes back a refresh token and with it all the user's connections. */
    Answer revoke(Call call) {
        if (!authenticated(call)) {
            return error("invalid_client");
        }
        RefreshToken token = refreshTokens.get(String.valueOf(form(call).get("token")));
        if (token != null) {
            revokeAll();
        }
        return Answer.empty(200);
    }

    /** Forgets all tokens of the user and disconnects every organisation. */
    void revokeAll() {
        refreshTokens.clear();
        accessTokens.values().removeIf(token -> !token.custom());
        tenants.forEach(Tenant::disconnect);
    }

    /** Lets all access tokens expire at this moment. */
    void expireAccessTokens() {
        accessTokens.replaceAll((value, token) -> expired(token));
    }

    private AccessToken expired(AccessToken token) {
        Instant now = options.clock.instant();
        Instant expires = token.expires().isBefore(now) ? token.expires() : now;
        return new AccessToken(expires, token.scopes(), token.authEvent(), token.custom());
    }

    void expire(Call call) {
        accessTokens.computeIfPresent(bearer(call), (value, token) -> expired(token));
    }

    /** The token of a call. */
    AccessToken authenticate(Call call) {
        AccessToken token = accessTokens.get(bearer(call));
        if (token == null) {
            throw Refusal.of(unauthorized("AuthenticationUnsuccessful"));
        }
        if (!options.clock.instant().isBefore(token.expires())) {
            throw Refusal.of(unauthorized("TokenExpired: token expired at " + XeroDates.tokenDate(token.expires())));
        }
        return token;
    }

    private static String bearer(Call call) {
        String header = call.header("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).trim()
                : "";
    }

    /** The organisation a call is for; a custom connection knows its own. */
    Tenant tenant(Call call, AccessToken token) {
        String header = call.header("xero-tenant-id");
        String sent = header == null ? "" : header.trim();
        if (token.custom() && sent.isEmpty() && tenants.get(0).available()) {
            return tenants.get(0);
        }
        UUID id = Fields.idOrNull(sent);
        for (Tenant tenant : tenants) {
            boolean reachable = token.custom()
                    ? tenant == tenants.get(0) && tenant.available()
                    : tenant.connectionId() != null && tenant.available();
            if (tenant.id().equals(id) && reachable) {
                return tenant;
            }
        }
        throw Refusal.of(forbidden());
    }

    Answer connections(Call call) {
        AccessToken token = authenticate(call);
        if (token.custom() && !options.connectionsOfCustom) {
            return forbidden();
        }
        if (token.custom()) {
            ArrayNode own = Json.array();
            if (tenants.get(0).available()) {
                own.add(tenants.get(0).customConnection(token.authEvent()));
            }
            return Answer.json(200, own);
        }
        String authEvent = call.parameter("authEventId");
        ArrayNode list = Json.array();
        for (Tenant tenant : tenants) {
            ObjectNode connection = tenant.connection();
            if (connection != null
                    && (authEvent == null
                            || authEvent.equals(connection.get("authEventId").asText()))) {
                list.add(connection);
            }
        }
        return Answer.json(200, list);
    }

    Answer disconnect(Call call, String connectionId) {
        authenticate(call);
        for (Tenant tenant : tenants) {
            if (tenant.connectionId() != null
                    && tenant.connectionId().toString().equalsIgnoreCase(connectionId)) {
                tenant.disconnect();
                return Answer.empty(204);
            }
        }
        return Answer.empty(404);
    }

    static Answer unauthorized(String detail) {
        return problem(401, "Unauthorized", detail);
    }

    static Answer insufficientScope() {
        return unauthorized("AuthorizationUnsuccessful").with("WWW-Authenticate", "insufficent_scope");
    }

    /** What a user without a right to payroll gets, whatever the scopes. */
    static Answer unauthorizedForPayroll() {
        return unauthorized("AuthorizationUnsuccessful");
    }

    static Answer forbidden() {
        return problem(403, "Forbidden", "AuthenticationUnsuccessful");
    }

    private static Answer problem(int status, String title, String detail) {
        ObjectNode json = Json.object()
                .putNull("Type")
                .put("Title", title)
                .put("Status", status)
                .put("Detail", detail)
                .put("Instance", UUID.randomUUID().toString());
        json.putObject("Extensions");
        return Answer.bytes(status, "application/json", Json.write(json));
    }

    private static Answer error(String error) {
        return Answer.json(400, Json.object().put("error", error));
    }

    private boolean authenticated(Call call) {
        String header = call.header("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return false;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
            return pair.equals(options.clientId + ":" + options.clientSecret);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static MultiMap form(Call call) {
        MultiMap form = MultiMap.caseInsensitiveMultiMap();
        for (String pair : new String(call.body(), StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.add(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static Set<String> scopes(@Nullable String text) {
        return text == null
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(text.trim().split("\\s+")));
    }

    private String idToken(Instant now) {
        ObjectNode claims = Json.object()
                .put("iss", ISSUER)
                .put("aud", options.clientId)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(ACCESS).getEpochSecond())
                .put("sub", userId.toString())
                .put("xero_userid", userId.toString())
                .put("email", "bookkeeper@example.com")
                .put("given_name", "Robin")
                .put("family_name", "Bookkeeper");
        String signed = BASE64.encodeToString(Json.write(head())) + "." + BASE64.encodeToString(Json.write(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(SigningKey.PAIR.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode head() {
        return Json.object().put("alg", "RS256").put("kid", "SANDBOX").put("typ", "JWT");
    }

    private String jwt(Instant now, Set<String> scopes, UUID authEvent) {
        ObjectNode claims = Json.object()
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(ACCESS).getEpochSecond())
                .put("iss", ISSUER)
                .put("aud", ISSUER + "/resources")
                .put("client_id", options.clientId)
                .put("xero_userid", userId.toString())
                .put("jti", secret())
                .put("authentication_event_id", authEvent.toString());
        ArrayNode list = claims.putArray("scope");
        scopes.forEach(list::add);
        return BASE64.encodeToString(Json.write(head())) + "." + BASE64.encodeToString(Json.write(claims)) + "."
                + secret();
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    private static String challenge(@Nullable String verifier) {
        try {
            byte[] bytes = String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII);
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
