package org.harvestxero.xero;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.http.Api;
import org.harvestxero.http.ApiAccess;
import org.harvestxero.http.ApiCalls;
import org.harvestxero.http.HttpDates;
import org.harvestxero.http.RawResponse;

/**
 * The steps of one call to Xero: a request names its organisation, and a write its idempotency key. Named by the route xero-call.
 */
public final class XeroCalls extends ApiCalls<XeroRequest, XeroResponse> {
    private final Supplier<Optional<String>> tenantId;
    private final OrganisationCheck organisationCheck;
    private final XeroGate gate;
    private final XeroAnswerJudge judge;

    /** @param tenantId the organisation's id, empty where the token alone says it */
    public XeroCalls(
            ApiAccess access,
            Supplier<Optional<String>> tenantId,
            OrganisationCheck organisationCheck,
            XeroGate gate,
            XeroAnswerJudge judge) {
        super(Api.XERO, XeroRequest.class, access);
        this.tenantId = tenantId;
        this.organisationCheck = organisationCheck;
        this.gate = gate;
        this.judge = judge;
    }

    @Override
    protected void checkBelonging(XeroRequest request) {
        if (!request.isForOrganisation()) {
            organisationCheck.askIfUnknown(tenantId.get().orElse(null));
        }
    }

    /** Takes from the headers whether a person waits for the answer. */
    @Override
    protected void chooseLimit(Exchange exchange, XeroRequest request) {
        exchange.setProperty(
                XeroGate.FOR_PERSON, exchange.getMessage().getHeader(XeroGate.FOR_PERSON, false, Boolean.class));
    }

    @Override
    protected void setHeaders(Message message, XeroRequest request) {
        tenantId.get().ifPresent(id -> message.setHeader("xero-tenant-id", id));
        String key = request.idempotencyKey();
        if (key != null) {
            message.setHeader("Idempotency-Key", key);
        }
        Instant since = request.ifModifiedSince();
        if (since != null) {
            message.setHeader("If-Modified-Since", HttpDates.toSeconds(since));
        }
    }

    @Override
    protected void setBody(Message message, XeroRequest request) {
        XeroRequest.Attachment attachment = request.attachment();
        if (attachment == null) {
            super.setBody(message, request);
            return;
        }
        message.setHeader(Exchange.CONTENT_TYPE, attachment.contentType());
        message.setBody(attachment.bytes());
    }

    @Override
    protected void learn(Exchange exchange, RawResponse answer) {
        gate.learn(answer);
    }

    @Override
    protected boolean refusesToken(RawResponse answer) {
        return XeroAnswerJudge.refusesToken(answer);
    }

    @Override
    protected XeroResponse respond(XeroRequest request, RawResponse answer) {
        XeroResponse response = judge.judge(request, answer);
        if (request.isForOrganisation()) {
            organisationCheck.met(tenantId.get().orElse(null), response);
        }
        return response;
    }
}
