/** What fails is told in the log, and nobody's words, numbers or keys with it. */
import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLogger } from '#src/log.ts'
import { createReceiver } from '#src/receive.ts'
import { createWorld, type World } from '../world/world.ts'

const PHONE = '13812345678'
const IDENTITY = '350524199001011234'
const WORDS = '王婶家后门被水冲开'
const TOKEN = 'anan_7fHq2LmZ0aYxT3vRk9Bn'
const KEPT = [PHONE, '１３８１２３４５６７８', IDENTITY, WORDS, TOKEN, 'hunter2', 'tenant-abc']

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

/** Everything a logger wrote while `work` ran. */
function written(work: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = []
  work(createLogger('debug', { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}
const failing = async (work: () => Promise<unknown>): Promise<Error> => {
  try {
    await work()
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}

test.each<[string, () => Promise<Error>]>([
  [
    'a push that cannot be stored',
    () =>
      failing(() =>
        createReceiver(
          w.db,
          () => 'no id',
          w.clock.now,
          () => {},
        )([
          {
            raw: `${WORDS} ${PHONE}`,
            event: { type: 'left', channel: 'web', eventId: `e ${PHONE}`, at: 'x', chat: { id: WORDS, kind: 'group' } },
          },
        ]),
      ),
  ],
  [
    'a statement refused for what is in it',
    () =>
      failing(() =>
        w.db.execute(
          sql`insert into people (id, name, phone) values (${uuidv7()}, ${WORDS}, ${PHONE}), (${uuidv7()}, ${WORDS}, ${PHONE})`,
        ),
      ),
  ],
  ['a value of the wrong form', () => failing(() => w.db.execute(sql`select ${WORDS}::text::uuid`))],
  ['a text that is no JSON', () => failing(async () => JSON.parse(`{"text": ${WORDS} ${PHONE}}`))],
  [
    'a server that quotes what it was given',
    () => failing(async () => Promise.reject(new Error(`400 for {"mobiles":["${PHONE}"],"id":"${IDENTITY}"}`))),
  ],
  [
    'a URL with a key in it',
    () =>
      failing(async () =>
        Promise.reject(
          new Error(`connect failed: postgres://anan:hunter2@db/anan, https://x.example/bot?token=${TOKEN}`),
        ),
      ),
  ],
  ['a bearer token', () => failing(async () => Promise.reject(new Error(`refused: Bearer tenant-abc.${TOKEN}`)))],
  [
    'a cause within a cause',
    () =>
      failing(async () =>
        Promise.reject(
          new Error('outer', {
            cause: new Error('inner', {
              cause: Object.assign(new Error(`１３８１２３４５６７８ ${WORDS}`), { config: { data: WORDS } }),
            }),
          }),
        ),
      ),
  ],
])('%s', async (_, fail) => {
  const err = await fail()
  const log = written((log) => {
    log.error({ err }, 'could not store a push')
    log.error({ error: err }, 'under another name')
    log.error(err, 'alone')
  })
  // words of the innermost cause are nobody's pattern: they are left out only where a database or a parser quoted them
  const secrets = _ === 'a cause within a cause' ? KEPT.filter((s) => s !== WORDS) : KEPT
  for (const secret of secrets) expect([secret, log.includes(secret)]).toEqual([secret, false])
  expect(log).toContain('could not store a push')
  // what it was and where is still there
  expect(log).toMatch(/"type":"\w*Error/)
  expect(log).toMatch(/at .*log\.test\.ts|at .*\.ts:\d+|at .*\.js:\d+/)
})

test('the state of a refused statement is told: its kind and its table', async () => {
  const err = await failing(() =>
    w.db.execute(sql`insert into people (id, name) values (${'019aa1b2-0000-7000-8000-000000000001'}, null)`),
  )
  const log = written((log) => log.error({ err }, 'x'))
  expect(log).toContain('23502')
  expect(log).toContain('insert into people')
})

test('fields beside the error, and the sentence, are masked as well', () => {
  const log = written((log) => {
    log.warn({ finding: { note: `请打${PHONE}` }, list: [`身份证${IDENTITY}`], no: 'YJ-20261124-001' }, `账号 ${PHONE}`)
    log.info({ headers: { authorization: `Bearer ${TOKEN}` }, token: TOKEN }, 'x')
  })
  for (const secret of KEPT) expect([secret, log.includes(secret)]).toEqual([secret, false])
  expect(log).toContain('YJ-20261124-001')
})

test('what is kept of a failed try in the database is as clean as the log', async () => {
  await w.db.execute(
    sql`insert into inbox (id, channel, event_id, chat_key, event, raw, received_at) values (${uuidv7()}, 'web', 'bad', 'web bad', ${JSON.stringify({ type: 'message', channel: 'web', eventId: 'bad', at: 'no time', text: `${WORDS} ${PHONE}`, chat: null, sender: null })}::jsonb, '', now())`,
  )
  await w.db.execute(
    sql`insert into unread (chat_key, seq, inbox_id, next_at) select chat_key, seq, id, ${w.clock.now().toISOString()} from inbox where event_id = 'bad'`,
  )
  w.intake.wake(['web bad'])
  await w.intake.idle()
  const [row] = await w.db.execute<{ error: string | null }>(sql`select error from unread where chat_key = 'web bad'`)
  expect(row?.error).toContain('Cannot read properties of null')
  for (const secret of KEPT) expect(row!.error).not.toContain(secret)
})
