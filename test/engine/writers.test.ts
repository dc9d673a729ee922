/** Who writes what: facts by the one writer, and the engines' own means by those named here. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { getTableName, isTable } from 'drizzle-orm'
import { expect, test } from 'vitest'

const walk = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? walk(path) : /\.tsx?$/.test(path) ? [path] : []
  })
const files = ['src', 'db', 'bots', 'jobs'].flatMap(walk).filter((f) => f !== 'db/drizzle.config.ts')

/** Every table by the name it has in the program and in the database, with the room that it belongs to. */
const tables = new Map<string, { table: string; room: string }>()
for (const file of files.filter((f) => basename(f) === 'tables.ts')) {
  const room = basename(dirname(file))
  for (const [name, value] of Object.entries(await import(join(process.cwd(), file))))
    if (isTable(value)) {
      const known = { table: getTableName(value), room }
      tables.set(name, known)
      tables.set(known.table, known)
    }
}

/** What is no fact of the station but an engine's own means: it says how work goes on, never what has happened. */
const MECHANICS: Record<string, readonly string[]> = {
  // the one writer itself
  'db/commit.ts': ['ledger', 'outbox'],
  // what was received, before anything is decided of it, and whether it is read
  'db/flow/inbox.ts': ['inbox', 'unread'],
  // sending: lease, attempts, outcome, what is signed, what a card shows; and to look at whoever it was for
  'db/flow/claim.ts': ['outbox'],
  'db/flow/outbox.ts': ['outbox', 'packets'],
  'db/flow/settle.ts': ['outbox', 'slots', 'deadlines'],
  // when to look again, and how the looking went
  'db/flow/deadlines.ts': ['deadlines'],
  'db/flow/counters.ts': ['counters'],
  // where work that comes round has got to
  'db/flow/heartbeats.ts': ['heartbeats'],
  'db/flow/idempotency.ts': ['idempotency'],
  // when a key was last used
  'db/flow/touch.ts': ['tokens'],
  'db/roster/touch.ts': ['web_sessions'],
  // what waits for a time goes along where the clock was set
  'db/flow/clock.ts': ['unread', 'outbox', 'deadlines'],
  'db/record/times.ts': ['attachments'],
  'db/warning/times.ts': ['warnings', 'deadlines'],
  'db/feed/times.ts': ['feeds'],
  'db/broadcast/times.ts': ['links'],
  // tries to fetch a photo; that it is kept, or lost, is a fact
  'db/record/fetch.ts': ['attachments'],
  // what need not be kept for ever; never the ledger
  'db/flow/prune.ts': ['inbox', 'outbox', 'idempotency'],
  'db/roster/prune.ts': ['code_tries', 'bind_codes', 'web_sessions'],
  // the web chat is a platform of its own
  'db/web/store.ts': ['web_messages', 'web_media', 'web_files'],
  // the demo station, invented whole before anything happens in it
  'db/seed.ts': [
    ...['station', 'villages', 'grids', 'people', 'person_roles', 'places', 'groups', 'chats', 'accounts', 'shifts'],
    'web_members',
  ],
  'db/seed/history.ts': ['records', 'counters'],
}

/** Which tables a file writes; `?` for one whose table cannot be seen. */
function writesOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const named = [
    ...text.matchAll(/insertRows\(\s*\w+,\s*(\w+)/g),
    ...text.matchAll(/\b(?:tx|db|parts\.db)\s*\.(?:insert|update|delete)\((\w+)\)/g),
    ...text.matchAll(/\binsert into (?:\$\{)?(\w+)/g),
    ...text.matchAll(/\bupdate (?:\$\{)?(\w+)\}?(?: \w+)? set\b/g),
    ...text.matchAll(/\bdelete from (?:\$\{)?(\w+)/g),
  ].map((m) => m[1]!)
  return [...new Set(named.map((n) => tables.get(n)?.table ?? `? ${n}`))].filter((n) => n !== '? table')
}

test('rows are written by what writes facts of their room, and by the means of engines that are named', () => {
  const wrong = files.flatMap((file) => {
    const facts = /^db\/(\w+)\/(?:\w+-)?facts\.ts$/.exec(file)?.[1]
    return writesOf(file)
      .filter((t) => !(facts && tables.get(t)?.room === facts) && !MECHANICS[file]?.includes(t))
      .map((t) => `${file} writes ${t}`)
  })
  expect(wrong).toEqual([])
})

test('nothing is named that writes no longer', () => {
  const idle = Object.entries(MECHANICS).flatMap(([file, may]) => {
    const writes = files.includes(file) ? writesOf(file) : []
    return may.filter((t) => !writes.includes(t)).map((t) => `${file} does not write ${t}`)
  })
  expect(idle).toEqual([])
})

test('the ledger is appended to by the one writer alone', () => {
  expect(files.filter((f) => writesOf(f).includes('ledger'))).toEqual(['db/commit.ts'])
})

test('a scheduled job knows no table and speaks no SQL: it calls what the rooms of the database offer', () => {
  const wrong = files.filter(
    (f) => f.startsWith('jobs/') && /'drizzle-orm|\/tables\.ts'|\bsql[`<]|\.execute[(<]/.test(readFileSync(f, 'utf8')),
  )
  expect(wrong).toEqual([])
})
