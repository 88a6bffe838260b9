package org.harvestxero.mapping.coding;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.document.GatewayName;
import org.jspecify.annotations.Nullable;

/**
 * The {@code copy.payment-account} settings: the account payments go to, by gateway and currency.
 *
 * @param usual account of {@code copy.payment-account} itself
 * @param bySuffix account by what follows the key: {@code USD}, {@code gateway.stripe}, {@code gateway.stripe.USD}
 */
public record PaymentAccounts(@Nullable String usual, Map<String, String> bySuffix) {
    private static final String KEY = "copy.payment-account";

    public PaymentAccounts {
        bySuffix = Map.copyOf(bySuffix);
    }

    /** From the settings that begin with {@code copy.payment-account}, by what follows the dot; the key itself under "". */
    public static PaymentAccounts of(Map<String, String> bySuffix) {
        Map<String, String> special = bySuffix.entrySet().stream()
                .filter(entry -> !plain(entry.getKey()).isEmpty())
                .collect(Collectors.toMap(entry -> plain(entry.getKey()), Map.Entry::getValue, (one, other) -> one));
        String usual = bySuffix.get("");
        return new PaymentAccounts(usual == null || usual.isBlank() ? null : usual.strip(), special);
    }

    /** The account for a payment: gateway and currency, then gateway, then currency, then the usual one. */
    public Optional<Ruling> accountFor(String currency, @Nullable String gateway) {
        String ofCurrency = plain(currency);
        Optional<Ruling> byGateway =
                gateway == null ? Optional.empty() : byGateway(GatewayName.of(gateway), ofCurrency);
        return byGateway
                .or(() -> setting(ofCurrency))
                .or(() -> Optional.ofNullable(usual).map(code -> new Ruling(code, KEY)));
    }

    private Optional<Ruling> byGateway(GatewayName gateway, String currency) {
        List<String> named = bySuffix.keySet().stream()
                .filter(suffix -> suffix.startsWith("gateway-"))
                .sorted((one, other) -> other.length() - one.length())
                .toList();
        return named.stream()
                .filter(suffix -> suffix.endsWith("-" + currency)
                        && gateway.isCalled(suffix.substring(8, suffix.length() - currency.length() - 1)))
                .findFirst()
                .or(() -> named.stream()
                        .filter(suffix -> gateway.isCalled(suffix.substring(8)))
                        .findFirst())
                .flatMap(this::setting);
    }

    private Optional<Ruling> setting(String suffix) {
        return Optional.ofNullable(bySuffix.get(suffix))
                .filter(Objects::nonNull)
                .map(code -> new Ruling(code.strip(), KEY + "." + suffix));
    }

    private static String plain(String suffix) {
        return GatewayName.plain(suffix);
    }
}
