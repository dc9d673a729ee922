-- The ledger only grows: what was written stays as it was written.
create function ledger_refuses() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: % refused', tg_op using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger ledger_append_only before update or delete on ledger for each row execute function ledger_refuses();
--> statement-breakpoint
create trigger ledger_not_truncated before truncate on ledger for each statement execute function ledger_refuses();
