package org.harvestxero.harvest;

import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.harvestxero.http.Api;
import org.harvestxero.http.ApiAccess;
import org.harvestxero.http.ApiCalls;
import org.harvestxero.http.BelongingCheck;
import org.harvestxero.http.RawResponse;

/** The steps of one call to Harvest: every request names its account. Named by the route harvest-call. */
public final class HarvestCalls extends ApiCalls<HarvestRequest, HarvestResponse> {
    private final ApiAccess access;
    private final Supplier<String> accountId;
    private final BelongingCheck belongingCheck;
    private final HarvestGate gate;
    private final HarvestAnswerJudge judge;

    public HarvestCalls(ApiAccess access, Supplier<String> accountId, BelongingCheck belongingCheck, HarvestGate gate) {
        super(Api.HARVEST, HarvestRequest.class, access);
        this.access = access;
        this.accountId = accountId;
        this.belongingCheck = belongingCheck;
        this.gate = gate;
        this.judge = new HarvestAnswerJudge(access, gate);
    }

    @Override
    protected void checkBelonging(HarvestRequest request) {
        belongingCheck.checkHarvest(accountId.get());
    }

    @Override
    protected void chooseLimit(Exchange exchange, HarvestRequest request) {
        HarvestGate.choose(exchange, request);
    }

    @Override
    protected void setHeaders(Message message, HarvestRequest request) {
        message.setHeader("Harvest-Account-Id", accountId.get());
    }

    @Override
    protected void learn(Exchange exchange, RawResponse answer) {
        gate.learn(exchange, answer);
    }

    @Override
    protected boolean refusesToken(RawResponse answer) {
        return answer.status() == 401 && access.tokens().canRenew();
    }

    @Override
    protected HarvestResponse respond(HarvestRequest request, RawResponse answer) {
        HarvestResponse response = judge.judge(request, answer);
        belongingCheck.metHarvest(accountId.get());
        return response;
    }
}
