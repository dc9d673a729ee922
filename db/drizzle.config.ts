import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './db/roster/tables.ts',
    './db/flow/tables.ts',
    './db/record/tables.ts',
    './db/broadcast/tables.ts',
    './db/web/tables.ts',
    './db/feed/tables.ts',
  ],
  out: './db/migrations',
})
