package org.harvestxero.xero;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Xero decided about one element of a request. */
public sealed interface ElementVerdict {
    /**
     * The element stands in Xero.
     *
     * @param number invoice, credit note or contact number
     * @param status as Xero has it now, which may be less than was asked for (DRAFT where approval is not allowed)
     * @param subtotal,totalTax,total,amountDue as Xero computed them; null for elements that have none
     * @param warnings Xero saved the element, but changed it
     * @param element as Xero answered it
     */
    record Accepted(
            String targetId,
            @Nullable String number,
            @Nullable String status,
            @Nullable BigDecimal subtotal,
            @Nullable BigDecimal totalTax,
            @Nullable BigDecimal total,
            @Nullable BigDecimal amountDue,
            List<String> warnings,
            XeroElement element)
            implements ElementVerdict {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /** @param messages in Xero's words, at least one */
    record Rejected(List<String> messages) implements ElementVerdict {
        public Rejected {
            messages = List.copyOf(messages);
        }
    }
}
