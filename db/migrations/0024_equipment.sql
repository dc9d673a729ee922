CREATE TABLE "equipment" (
	"station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL,
	"id" uuid NOT NULL,
	"device" text NOT NULL,
	"keeper_id" uuid,
	"since" timestamp (3) with time zone NOT NULL,
	"reminded_for" date,
	CONSTRAINT "equipment_station_id_id_pk" PRIMARY KEY("station_id","id"),
	CONSTRAINT "equipment_station_id_device_unique" UNIQUE("station_id","device")
);
--> statement-breakpoint
CREATE TABLE "equipment_tests" (
	"station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL,
	"id" uuid NOT NULL,
	"no" text NOT NULL,
	"device" text NOT NULL,
	"unit" text,
	"village_code" text,
	"state" text NOT NULL,
	"fault" text,
	"drill" boolean DEFAULT false NOT NULL,
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"chat" text NOT NULL,
	"message_id" text NOT NULL,
	"text" text NOT NULL,
	"tested_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"mended_at" timestamp (3) with time zone,
	"mended_by" uuid,
	CONSTRAINT "equipment_tests_station_id_id_pk" PRIMARY KEY("station_id","id"),
	CONSTRAINT "equipment_tests_station_id_no_unique" UNIQUE("station_id","no")
);
--> statement-breakpoint
CREATE INDEX "equipment_tests_device" ON "equipment_tests" USING btree ("station_id","device","tested_at");--> statement-breakpoint
CREATE INDEX "equipment_tests_message" ON "equipment_tests" USING btree ("station_id","message_id");--> statement-breakpoint
CREATE INDEX "equipment_tests_faulty" ON "equipment_tests" USING btree ("station_id","id") WHERE state = 'faulty';