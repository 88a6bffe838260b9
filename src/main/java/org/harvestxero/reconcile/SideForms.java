package org.harvestxero.reconcile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.harvestxero.reconciliation.Figures;
import org.harvestxero.reconciliation.HarvestSide;
import org.harvestxero.reconciliation.Head;
import org.harvestxero.reconciliation.Twins.Tie;
import org.harvestxero.reconciliation.XeroSide;
import org.harvestxero.reconciliation.XeroSide.Money;
import org.jspecify.annotations.Nullable;

/** The sides as they are written to files for the time of one reconciliation. */
final class SideForms {
    static final SortedSpill.Form<HarvestSide> HARVEST = new SortedSpill.Form<>() {
        @Override
        public long key(HarvestSide side) {
            return side.id();
        }

        @Override
        public void write(HarvestSide side, DataOutputStream out) throws IOException {
            out.writeLong(side.id());
            head(side.head(), out);
            text(side.state(), out);
            amount(side.total(), out);
            amount(side.due(), out);
            day(side.closedOn(), out);
        }

        @Override
        public HarvestSide read(DataInputStream in) throws IOException {
            return new HarvestSide(in.readLong(), head(in), text(in), amount(in), amount(in), day(in));
        }
    };

    static final SortedSpill.Form<XeroDocument> XERO = new SortedSpill.Form<>() {
        @Override
        public long key(XeroDocument document) {
            return document.key();
        }

        @Override
        public void write(XeroDocument document, DataOutputStream out) throws IOException {
            XeroSide side = document.side();
            out.writeLong(document.key());
            out.writeByte(document.tie().ordinal());
            text(side.id(), out);
            out.writeBoolean(side.creditNote());
            head(side.head(), out);
            text(side.status(), out);
            amount(side.figures().total(), out);
            amount(side.figures().paid(), out);
            amount(side.figures().credited(), out);
        }

        @Override
        public XeroDocument read(DataInputStream in) throws IOException {
            long key = in.readLong();
            Tie tie = Tie.values()[in.readByte()];
            return new XeroDocument(
                    key,
                    tie,
                    new XeroSide(
                            text(in),
                            in.readBoolean(),
                            head(in),
                            text(in),
                            new Figures(amount(in), amount(in), amount(in)),
                            null));
        }
    };

    static final SortedSpill.Form<XeroPart> PART = new SortedSpill.Form<>() {
        @Override
        public long key(XeroPart part) {
            return part.key();
        }

        @Override
        public void write(XeroPart part, DataOutputStream out) throws IOException {
            Money money = part.money();
            out.writeLong(part.key());
            text(part.slot(), out);
            out.writeByte(money.kind().ordinal());
            text(money.id(), out);
            amount(money.amount(), out);
            day(money.date(), out);
            text(money.reference(), out);
            out.writeBoolean(part.stands());
            out.writeBoolean(part.reconciled());
        }

        @Override
        public XeroPart read(DataInputStream in) throws IOException {
            return new XeroPart(
                    in.readLong(),
                    text(in),
                    new Money(Money.Kind.values()[in.readByte()], text(in), amount(in), day(in), text(in)),
                    in.readBoolean(),
                    in.readBoolean());
        }
    };

    private SideForms() {}

    private static void head(Head head, DataOutputStream out) throws IOException {
        out.writeBoolean(head.number() != null);
        text(head.number() == null ? "" : head.number(), out);
        text(head.clientId(), out);
        text(head.client(), out);
        text(head.currency(), out);
        day(head.date(), out);
    }

    private static Head head(DataInputStream in) throws IOException {
        boolean numbered = in.readBoolean();
        String number = text(in);
        return new Head(numbered ? number : null, text(in), text(in), text(in), day(in));
    }

    /** No text of theirs comes near the 65,535 bytes that fit. */
    private static void text(String text, DataOutputStream out) throws IOException {
        out.writeUTF(text.length() > 10_000 ? text.substring(0, 10_000) : text);
    }

    private static String text(DataInputStream in) throws IOException {
        return in.readUTF();
    }

    private static void amount(BigDecimal amount, DataOutputStream out) throws IOException {
        out.writeUTF(amount.toString());
    }

    private static BigDecimal amount(DataInputStream in) throws IOException {
        return new BigDecimal(in.readUTF());
    }

    private static void day(@Nullable LocalDate day, DataOutputStream out) throws IOException {
        out.writeLong(day == null ? Long.MIN_VALUE : day.toEpochDay());
    }

    private static @Nullable LocalDate day(DataInputStream in) throws IOException {
        long day = in.readLong();
        return day == Long.MIN_VALUE ? null : LocalDate.ofEpochDay(day);
    }
}
