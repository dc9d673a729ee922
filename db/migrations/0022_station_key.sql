-- Every row belongs to a station, and every key begins with it. What was there is the first station's.
select set_config('anan.station', '1', true);
--> statement-breakpoint
CREATE TABLE "record_sources" (
	"station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL,
	"message_id" text NOT NULL,
	"record_id" uuid NOT NULL,
	CONSTRAINT "record_sources_station_id_message_id_record_id_pk" PRIMARY KEY("station_id","message_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "web_files" (
	"station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL,
	"hash" text NOT NULL,
	"message_id" text NOT NULL,
	CONSTRAINT "web_files_station_id_hash_message_id_pk" PRIMARY KEY("station_id","hash","message_id")
);
--> statement-breakpoint
ALTER TABLE "groups" DROP CONSTRAINT "groups_name_unique";--> statement-breakpoint
ALTER TABLE "tokens" DROP CONSTRAINT "tokens_hash_unique";--> statement-breakpoint
ALTER TABLE "records" DROP CONSTRAINT "records_no_unique";--> statement-breakpoint
ALTER TABLE "warnings" DROP CONSTRAINT "warnings_no_unique";--> statement-breakpoint
ALTER TABLE "broadcasts" DROP CONSTRAINT "broadcasts_no_unique";--> statement-breakpoint
ALTER TABLE "web_sessions" DROP CONSTRAINT "web_sessions_id_unique";--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_person_id_people_id_fk";
--> statement-breakpoint
ALTER TABLE "bind_codes" DROP CONSTRAINT "bind_codes_person_id_people_id_fk";
--> statement-breakpoint
ALTER TABLE "chats" DROP CONSTRAINT "chats_group_id_groups_id_fk";
--> statement-breakpoint
ALTER TABLE "grids" DROP CONSTRAINT "grids_village_code_villages_code_fk";
--> statement-breakpoint
ALTER TABLE "person_roles" DROP CONSTRAINT "person_roles_person_id_people_id_fk";
--> statement-breakpoint
ALTER TABLE "person_roles" DROP CONSTRAINT "person_roles_village_code_villages_code_fk";
--> statement-breakpoint
ALTER TABLE "person_roles" DROP CONSTRAINT "person_roles_grid_id_grids_id_fk";
--> statement-breakpoint
ALTER TABLE "places" DROP CONSTRAINT "places_village_code_villages_code_fk";
--> statement-breakpoint
ALTER TABLE "places" DROP CONSTRAINT "places_grid_id_grids_id_fk";
--> statement-breakpoint
ALTER TABLE "places" DROP CONSTRAINT "places_owner_id_people_id_fk";
--> statement-breakpoint
ALTER TABLE "shifts" DROP CONSTRAINT "shifts_person_id_people_id_fk";
--> statement-breakpoint
ALTER TABLE "packets" DROP CONSTRAINT "packets_outbox_id_outbox_id_fk";
--> statement-breakpoint
ALTER TABLE "attachments" DROP CONSTRAINT "attachments_record_id_records_id_fk";
--> statement-breakpoint
ALTER TABLE "calls" DROP CONSTRAINT "calls_warning_id_warnings_id_fk";
--> statement-breakpoint
ALTER TABLE "obligations" DROP CONSTRAINT "obligations_warning_id_warnings_id_fk";
--> statement-breakpoint
ALTER TABLE "broadcast_villages" DROP CONSTRAINT "broadcast_villages_broadcast_id_broadcasts_id_fk";
--> statement-breakpoint
ALTER TABLE "broadcasts" DROP CONSTRAINT "broadcasts_warning_id_warnings_id_fk";
--> statement-breakpoint
DROP INDEX "records_sources";--> statement-breakpoint
DROP INDEX "warnings_follows";--> statement-breakpoint
DROP INDEX "web_messages_files";--> statement-breakpoint
DROP INDEX "accounts_person";--> statement-breakpoint
DROP INDEX "bind_codes_live";--> statement-breakpoint
DROP INDEX "bind_codes_person";--> statement-breakpoint
DROP INDEX "code_tries_at";--> statement-breakpoint
DROP INDEX "grids_village_seq";--> statement-breakpoint
DROP INDEX "people_phone";--> statement-breakpoint
DROP INDEX "person_roles_person";--> statement-breakpoint
DROP INDEX "shifts_start";--> statement-breakpoint
DROP INDEX "deadlines_due";--> statement-breakpoint
DROP INDEX "deadlines_subject";--> statement-breakpoint
DROP INDEX "deadlines_card";--> statement-breakpoint
DROP INDEX "deadlines_chain";--> statement-breakpoint
DROP INDEX "findings_open";--> statement-breakpoint
DROP INDEX "findings_warning";--> statement-breakpoint
DROP INDEX "inbox_event";--> statement-breakpoint
DROP INDEX "inbox_recalls";--> statement-breakpoint
DROP INDEX "ledger_subject";--> statement-breakpoint
DROP INDEX "outbox_due";--> statement-breakpoint
DROP INDEX "outbox_leased";--> statement-breakpoint
DROP INDEX "outbox_undelivered";--> statement-breakpoint
DROP INDEX "outbox_slot_queued";--> statement-breakpoint
DROP INDEX "outbox_provider";--> statement-breakpoint
DROP INDEX "outbox_warning";--> statement-breakpoint
DROP INDEX "slots_slot";--> statement-breakpoint
DROP INDEX "attachments_source";--> statement-breakpoint
DROP INDEX "attachments_record";--> statement-breakpoint
DROP INDEX "attachments_unfetched";--> statement-breakpoint
DROP INDEX "calls_warning";--> statement-breakpoint
DROP INDEX "obligations_person";--> statement-breakpoint
DROP INDEX "obligations_open";--> statement-breakpoint
DROP INDEX "records_kind";--> statement-breakpoint
DROP INDEX "records_sender";--> statement-breakpoint
DROP INDEX "records_owner";--> statement-breakpoint
DROP INDEX "records_words";--> statement-breakpoint
DROP INDEX "warnings_state";--> statement-breakpoint
DROP INDEX "warnings_identifier";--> statement-breakpoint
DROP INDEX "broadcasts_serial";--> statement-breakpoint
DROP INDEX "broadcasts_open";--> statement-breakpoint
DROP INDEX "broadcasts_warning";--> statement-breakpoint
DROP INDEX "web_media_person";--> statement-breakpoint
DROP INDEX "web_messages_key";--> statement-breakpoint
DROP INDEX "web_messages_chat";--> statement-breakpoint
DROP INDEX "web_messages_rev";--> statement-breakpoint
DROP INDEX "web_sessions_person";--> statement-breakpoint
DROP INDEX "feed_items_seen";--> statement-breakpoint
ALTER TABLE "accounts" DROP CONSTRAINT "accounts_channel_account_pk";--> statement-breakpoint
ALTER TABLE "chat_members" DROP CONSTRAINT "chat_members_channel_chat_account_pk";--> statement-breakpoint
ALTER TABLE "chats" DROP CONSTRAINT "chats_channel_chat_pk";--> statement-breakpoint
ALTER TABLE "idempotency" DROP CONSTRAINT "idempotency_token_key_pk";--> statement-breakpoint
ALTER TABLE "receipts" DROP CONSTRAINT "receipts_channel_provider_id_account_pk";--> statement-breakpoint
ALTER TABLE "slots" DROP CONSTRAINT "slots_channel_address_slot_pk";--> statement-breakpoint
ALTER TABLE "unread" DROP CONSTRAINT "unread_chat_key_seq_pk";--> statement-breakpoint
ALTER TABLE "summaries" DROP CONSTRAINT "summaries_day_slot_person_id_pk";--> statement-breakpoint
ALTER TABLE "broadcast_villages" DROP CONSTRAINT "broadcast_villages_broadcast_id_village_code_pk";--> statement-breakpoint
ALTER TABLE "web_media" DROP CONSTRAINT "web_media_hash_person_id_pk";--> statement-breakpoint
ALTER TABLE "web_members" DROP CONSTRAINT "web_members_chat_person_id_pk";--> statement-breakpoint
ALTER TABLE "feed_items" DROP CONSTRAINT "feed_items_source_hash_pk";--> statement-breakpoint
ALTER TABLE "bind_codes" DROP CONSTRAINT "bind_codes_pkey";--> statement-breakpoint
ALTER TABLE "code_tries" DROP CONSTRAINT "code_tries_pkey";--> statement-breakpoint
ALTER TABLE "grids" DROP CONSTRAINT "grids_pkey";--> statement-breakpoint
ALTER TABLE "groups" DROP CONSTRAINT "groups_pkey";--> statement-breakpoint
ALTER TABLE "people" DROP CONSTRAINT "people_pkey";--> statement-breakpoint
ALTER TABLE "places" DROP CONSTRAINT "places_pkey";--> statement-breakpoint
ALTER TABLE "settings" DROP CONSTRAINT "settings_pkey";--> statement-breakpoint
ALTER TABLE "shifts" DROP CONSTRAINT "shifts_pkey";--> statement-breakpoint
ALTER TABLE "villages" DROP CONSTRAINT "villages_pkey";--> statement-breakpoint
ALTER TABLE "counters" DROP CONSTRAINT "counters_pkey";--> statement-breakpoint
ALTER TABLE "deadlines" DROP CONSTRAINT "deadlines_pkey";--> statement-breakpoint
ALTER TABLE "findings" DROP CONSTRAINT "findings_pkey";--> statement-breakpoint
ALTER TABLE "heartbeats" DROP CONSTRAINT "heartbeats_pkey";--> statement-breakpoint
ALTER TABLE "inbox" DROP CONSTRAINT "inbox_pkey";--> statement-breakpoint
ALTER TABLE "ledger" DROP CONSTRAINT "ledger_pkey";--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_pkey";--> statement-breakpoint
ALTER TABLE "packets" DROP CONSTRAINT "packets_pkey";--> statement-breakpoint
ALTER TABLE "tokens" DROP CONSTRAINT "tokens_pkey";--> statement-breakpoint
ALTER TABLE "attachments" DROP CONSTRAINT "attachments_pkey";--> statement-breakpoint
ALTER TABLE "calls" DROP CONSTRAINT "calls_pkey";--> statement-breakpoint
ALTER TABLE "obligations" DROP CONSTRAINT "obligations_pkey";--> statement-breakpoint
ALTER TABLE "records" DROP CONSTRAINT "records_pkey";--> statement-breakpoint
ALTER TABLE "warnings" DROP CONSTRAINT "warnings_pkey";--> statement-breakpoint
ALTER TABLE "broadcasts" DROP CONSTRAINT "broadcasts_pkey";--> statement-breakpoint
ALTER TABLE "links" DROP CONSTRAINT "links_pkey";--> statement-breakpoint
ALTER TABLE "web_messages" DROP CONSTRAINT "web_messages_pkey";--> statement-breakpoint
ALTER TABLE "web_sessions" DROP CONSTRAINT "web_sessions_pkey";--> statement-breakpoint
ALTER TABLE "feeds" DROP CONSTRAINT "feeds_pkey";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "bind_codes" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "chat_members" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "chats" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "code_tries" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "grids" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "person_roles" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "places" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "station" DROP COLUMN "id";--> statement-breakpoint
ALTER TABLE "station" ADD COLUMN "station_id" integer PRIMARY KEY DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "villages" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "counters" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "idempotency" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "recalls" text GENERATED ALWAYS AS (case when event->>'type' = 'recall' then event->>'messageId' end) STORED;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "packets" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "receipts" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "slots" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "unread" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "words" text GENERATED ALWAYS AS (md5(text)) STORED;--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcast_villages" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "web_media" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "web_members" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "web_messages" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "web_sessions" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_items" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_station_id_channel_account_pk" PRIMARY KEY("station_id","channel","account");--> statement-breakpoint
ALTER TABLE "bind_codes" ADD CONSTRAINT "bind_codes_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "chat_members" ADD CONSTRAINT "chat_members_station_id_channel_chat_account_pk" PRIMARY KEY("station_id","channel","chat","account");--> statement-breakpoint
ALTER TABLE "chats" ADD CONSTRAINT "chats_station_id_channel_chat_pk" PRIMARY KEY("station_id","channel","chat");--> statement-breakpoint
ALTER TABLE "code_tries" ADD CONSTRAINT "code_tries_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "grids" ADD CONSTRAINT "grids_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_station_id_name_pk" PRIMARY KEY("station_id","name");--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "villages" ADD CONSTRAINT "villages_station_id_code_pk" PRIMARY KEY("station_id","code");--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_station_id_name_pk" PRIMARY KEY("station_id","name");--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_station_id_name_pk" PRIMARY KEY("station_id","name");--> statement-breakpoint
ALTER TABLE "idempotency" ADD CONSTRAINT "idempotency_station_id_token_key_pk" PRIMARY KEY("station_id","token","key");--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_station_id_seq_pk" PRIMARY KEY("station_id","seq");--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "packets" ADD CONSTRAINT "packets_station_id_outbox_id_pk" PRIMARY KEY("station_id","outbox_id");--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_station_id_channel_provider_id_account_pk" PRIMARY KEY("station_id","channel","provider_id","account");--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_station_id_channel_address_slot_pk" PRIMARY KEY("station_id","channel","address","slot");--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "unread" ADD CONSTRAINT "unread_station_id_chat_key_seq_pk" PRIMARY KEY("station_id","chat_key","seq");--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_station_id_day_slot_person_id_pk" PRIMARY KEY("station_id","day","slot","person_id");--> statement-breakpoint
ALTER TABLE "warnings" ADD CONSTRAINT "warnings_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "broadcast_villages" ADD CONSTRAINT "broadcast_villages_station_id_broadcast_id_village_code_pk" PRIMARY KEY("station_id","broadcast_id","village_code");--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_station_id_channel_pk" PRIMARY KEY("station_id","channel");--> statement-breakpoint
ALTER TABLE "web_media" ADD CONSTRAINT "web_media_station_id_hash_person_id_pk" PRIMARY KEY("station_id","hash","person_id");--> statement-breakpoint
ALTER TABLE "web_members" ADD CONSTRAINT "web_members_station_id_chat_person_id_pk" PRIMARY KEY("station_id","chat","person_id");--> statement-breakpoint
ALTER TABLE "web_messages" ADD CONSTRAINT "web_messages_station_id_id_pk" PRIMARY KEY("station_id","id");--> statement-breakpoint
ALTER TABLE "web_sessions" ADD CONSTRAINT "web_sessions_station_id_hash_pk" PRIMARY KEY("station_id","hash");--> statement-breakpoint
ALTER TABLE "feed_items" ADD CONSTRAINT "feed_items_station_id_source_hash_pk" PRIMARY KEY("station_id","source","hash");--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_station_id_source_pk" PRIMARY KEY("station_id","source");--> statement-breakpoint
ALTER TABLE "record_sources" ADD CONSTRAINT "record_sources_station_id_record_id_records_station_id_id_fk" FOREIGN KEY ("station_id","record_id") REFERENCES "public"."records"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_files" ADD CONSTRAINT "web_files_station_id_message_id_web_messages_station_id_id_fk" FOREIGN KEY ("station_id","message_id") REFERENCES "public"."web_messages"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_station_id_person_id_people_station_id_id_fk" FOREIGN KEY ("station_id","person_id") REFERENCES "public"."people"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bind_codes" ADD CONSTRAINT "bind_codes_station_id_person_id_people_station_id_id_fk" FOREIGN KEY ("station_id","person_id") REFERENCES "public"."people"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chats" ADD CONSTRAINT "chats_station_id_group_id_groups_station_id_id_fk" FOREIGN KEY ("station_id","group_id") REFERENCES "public"."groups"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grids" ADD CONSTRAINT "grids_station_id_village_code_villages_station_id_code_fk" FOREIGN KEY ("station_id","village_code") REFERENCES "public"."villages"("station_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_station_id_person_id_people_station_id_id_fk" FOREIGN KEY ("station_id","person_id") REFERENCES "public"."people"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_station_id_village_code_villages_station_id_code_fk" FOREIGN KEY ("station_id","village_code") REFERENCES "public"."villages"("station_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_station_id_grid_id_grids_station_id_id_fk" FOREIGN KEY ("station_id","grid_id") REFERENCES "public"."grids"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_station_id_village_code_villages_station_id_code_fk" FOREIGN KEY ("station_id","village_code") REFERENCES "public"."villages"("station_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_station_id_grid_id_grids_station_id_id_fk" FOREIGN KEY ("station_id","grid_id") REFERENCES "public"."grids"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_station_id_owner_id_people_station_id_id_fk" FOREIGN KEY ("station_id","owner_id") REFERENCES "public"."people"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_station_id_person_id_people_station_id_id_fk" FOREIGN KEY ("station_id","person_id") REFERENCES "public"."people"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packets" ADD CONSTRAINT "packets_station_id_outbox_id_outbox_station_id_id_fk" FOREIGN KEY ("station_id","outbox_id") REFERENCES "public"."outbox"("station_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_station_id_record_id_records_station_id_id_fk" FOREIGN KEY ("station_id","record_id") REFERENCES "public"."records"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_station_id_warning_id_warnings_station_id_id_fk" FOREIGN KEY ("station_id","warning_id") REFERENCES "public"."warnings"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_station_id_warning_id_warnings_station_id_id_fk" FOREIGN KEY ("station_id","warning_id") REFERENCES "public"."warnings"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_villages" ADD CONSTRAINT "broadcast_villages_station_id_broadcast_id_broadcasts_station_id_id_fk" FOREIGN KEY ("station_id","broadcast_id") REFERENCES "public"."broadcasts"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_station_id_warning_id_warnings_station_id_id_fk" FOREIGN KEY ("station_id","warning_id") REFERENCES "public"."warnings"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("station_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bind_codes_live" ON "bind_codes" USING btree ("station_id","hash") WHERE used_at is null and voided_at is null;--> statement-breakpoint
CREATE INDEX "bind_codes_person" ON "bind_codes" USING btree ("station_id","person_id");--> statement-breakpoint
CREATE INDEX "code_tries_at" ON "code_tries" USING btree ("station_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "grids_village_seq" ON "grids" USING btree ("station_id","village_code","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "people_phone" ON "people" USING btree ("station_id","phone") WHERE active;--> statement-breakpoint
CREATE INDEX "person_roles_person" ON "person_roles" USING btree ("station_id","person_id");--> statement-breakpoint
CREATE INDEX "shifts_start" ON "shifts" USING btree ("station_id","start_at");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("station_id","due_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "deadlines_subject" ON "deadlines" USING btree ("station_id","subject_id") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_card" ON "deadlines" USING btree ("station_id","subject_id") WHERE kind = 'warning.card' and done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_chain" ON "deadlines" USING btree ("station_id","subject_id","kind") WHERE kind in ('hazard.remind', 'report.unreceived') and done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "findings_open" ON "findings" USING btree ("station_id","key") WHERE cleared_at is null;--> statement-breakpoint
CREATE INDEX "findings_warning" ON "findings" USING btree ("station_id","warning_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_event" ON "inbox" USING btree ("station_id","channel","event_id");--> statement-breakpoint
CREATE INDEX "inbox_recalls" ON "inbox" USING btree ("station_id","recalls") WHERE recalls is not null;--> statement-breakpoint
CREATE INDEX "ledger_subject" ON "ledger" USING btree ("station_id","subject_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("station_id","channel","priority","available_at","id") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "outbox_leased" ON "outbox" USING btree ("station_id","channel") WHERE leased_until is not null;--> statement-breakpoint
CREATE INDEX "outbox_undelivered" ON "outbox" USING btree ("station_id","created_at") WHERE state in ('refused','unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_slot_queued" ON "outbox" USING btree ("station_id","channel","slot",coalesce(chat, account)) WHERE slot is not null and state = 'queued';--> statement-breakpoint
CREATE INDEX "outbox_provider" ON "outbox" USING btree ("station_id","channel","provider_id") WHERE provider_id is not null;--> statement-breakpoint
CREATE INDEX "outbox_warning" ON "outbox" USING btree ("station_id","about_id") WHERE about_kind = 'warning';--> statement-breakpoint
CREATE INDEX "slots_slot" ON "slots" USING btree ("station_id","slot");--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_source" ON "attachments" USING btree ("station_id","channel","message_id","key");--> statement-breakpoint
CREATE INDEX "attachments_record" ON "attachments" USING btree ("station_id","record_id");--> statement-breakpoint
CREATE INDEX "attachments_unfetched" ON "attachments" USING btree ("station_id","next_at") WHERE hash is null and error is null;--> statement-breakpoint
CREATE INDEX "calls_warning" ON "calls" USING btree ("station_id","warning_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "obligations_person" ON "obligations" USING btree ("station_id","warning_id","person_id");--> statement-breakpoint
CREATE INDEX "obligations_open" ON "obligations" USING btree ("station_id","person_id") WHERE answered_at is null;--> statement-breakpoint
CREATE INDEX "records_kind" ON "records" USING btree ("station_id","kind","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "records_sender" ON "records" USING btree ("station_id","channel","chat","account","received_at");--> statement-breakpoint
CREATE INDEX "records_owner" ON "records" USING btree ("station_id","owner_id") WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX "records_words" ON "records" USING btree ("station_id","words","received_at");--> statement-breakpoint
CREATE INDEX "warnings_state" ON "warnings" USING btree ("station_id","state");--> statement-breakpoint
CREATE INDEX "warnings_identifier" ON "warnings" USING btree ("station_id","identifier") WHERE identifier is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "broadcasts_serial" ON "broadcasts" USING btree ("station_id","serial");--> statement-breakpoint
CREATE INDEX "broadcasts_open" ON "broadcasts" USING btree ("station_id","id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "broadcasts_warning" ON "broadcasts" USING btree ("station_id","warning_id") WHERE warning_id is not null;--> statement-breakpoint
CREATE INDEX "web_media_person" ON "web_media" USING btree ("station_id","person_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "web_messages_key" ON "web_messages" USING btree ("station_id","key") WHERE key is not null;--> statement-breakpoint
CREATE INDEX "web_messages_chat" ON "web_messages" USING btree ("station_id","chat","created_at");--> statement-breakpoint
CREATE INDEX "web_messages_rev" ON "web_messages" USING btree ("station_id","rev");--> statement-breakpoint
CREATE INDEX "web_sessions_person" ON "web_sessions" USING btree ("station_id","person_id");--> statement-breakpoint
CREATE INDEX "feed_items_seen" ON "feed_items" USING btree ("station_id","seen_at");--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_station_id_name_unique" UNIQUE("station_id","name");--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_station_id_hash_unique" UNIQUE("station_id","hash");--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_station_id_no_unique" UNIQUE("station_id","no");--> statement-breakpoint
ALTER TABLE "warnings" ADD CONSTRAINT "warnings_station_id_no_unique" UNIQUE("station_id","no");--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_station_id_no_unique" UNIQUE("station_id","no");--> statement-breakpoint
ALTER TABLE "web_sessions" ADD CONSTRAINT "web_sessions_station_id_id_unique" UNIQUE("station_id","id");
--> statement-breakpoint
-- what was found by what is inside a list or JSON is found by rows of its own: nothing else is looked up while stations are kept apart
insert into record_sources (message_id, record_id) select distinct m, id from records cross join unnest(source_message_ids) m where m is not null;
--> statement-breakpoint
insert into web_files (hash, message_id) select distinct a->>'key', m.id from web_messages m cross join jsonb_array_elements(m.body->'attachments') a
	where jsonb_typeof(m.body->'attachments') = 'array' and a->>'key' is not null;
