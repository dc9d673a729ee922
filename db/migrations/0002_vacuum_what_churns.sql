-- Every message enters and leaves the "unread" and "due" indexes: their dead entries are cleared early, or each look gets slower.
alter table inbox set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500, fillfactor = 80);
--> statement-breakpoint
alter table outbox set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500, fillfactor = 80);
--> statement-breakpoint
alter table deadlines set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
