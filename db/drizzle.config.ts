import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './db/schema/roster.ts',
    './db/schema/flow.ts',
    './db/schema/records.ts',
    './db/schema/broadcasts.ts',
    './db/schema/web.ts',
    './db/schema/feed.ts',
  ],
  out: './db/migrations',
})
