-- Amounts with all the decimals their currency has: three for dinars, four for Chile's unit of account.
alter table source_document alter column amount set data type numeric(21, 4);
alter table source_document alter column due_amount set data type numeric(21, 4);
alter table link alter column total set data type numeric(21, 4);
alter table link alter column amount_due set data type numeric(21, 4);
alter table outbox alter column total set data type numeric(21, 4);
alter table outbox alter column total_tax set data type numeric(21, 4);
alter table billing_run alter column billed set data type numeric(21, 4);
alter table draft_invoice alter column subtotal set data type numeric(21, 4);
alter table draft_invoice alter column mirror_tax set data type numeric(21, 4);
alter table draft_invoice alter column mirror_tax2 set data type numeric(21, 4);
alter table draft_source alter column amount set data type numeric(21, 4);
alter table balance_movement alter column money set data type numeric(21, 4);
alter table decision alter column money set data type numeric(21, 4);

-- A reported credit balance is recognised by its amount as the column writes it.
update outbox set revision = revision || '00' where revision like 'balance:%';
