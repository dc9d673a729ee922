-- hazards that wait for re-check are reminded of from now on; those that wait already had nothing set
INSERT INTO "deadlines" ("id", "kind", "subject_id", "due_at", "step")
SELECT gen_random_uuid(), 'hazard.remind', "id", now() + interval '10 minutes', 0 FROM "records"
WHERE "kind" = 'hazard_report' AND "state" = 'recheck' AND NOT "drill"
ON CONFLICT DO NOTHING;
