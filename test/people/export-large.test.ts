/** A year of a busy station is exported in the memory of a small machine, and nothing of it is left out. */
import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { sql } from 'drizzle-orm'
import { Unzip, UnzipInflate } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSheets } from '#src/sheets/workbook.ts'
import { createWorld, type World } from '../world/world.ts'
import { type Folder, openFolder } from './books.ts'

const MANY = 50_000
let w: World
let folder: Folder
beforeAll(async () => {
  folder = await openFolder()
  w = await createWorld()
  const who = w.person('grid_member', '双溪村', 1)
  const rows = (kind: string, prefix: string, fields: string, n: number) =>
    sql.raw(`insert into records (id, no, kind, state, fields, village_code, reporter_id, channel, account, chat, text, source_message_ids, reported_at, received_at, updated_at)
      select ('019a0000-0000-7000-8${prefix === 'XC' ? '0' : '1'}00-' || lpad(to_hex(n), 12, '0'))::uuid, '${prefix}-20260101-' || n, '${kind}', 'filed', ${fields}, '${w.roster.villages[0]!.code}', '${who.id}', 'web', '${who.id}', 'c',
        '今日巡查第' || n || '段河堤，水位正常，' || repeat('一切正常。', 10), '{}', t.said, t.said, t.said from generate_series(1, ${n}) n, lateral (select timestamptz '2026-01-01 00:00+08' + n * interval '4 minutes' said) t`)
  await w.db.execute(
    rows(
      'patrol',
      'XC',
      `jsonb_build_object('object', '河堤' || n, 'result', case when n % 10 = 0 then '异常' else '正常' end)`,
      MANY,
    ),
  )
  await w.db.execute(rows('check_in', 'QD', `'{"lines":["防汛抗旱"],"persons":["某某"]}'`, MANY))
  await w.db.execute(
    sql`insert into attachments (id, record_id, channel, message_id, key, kind, next_at, created_at) select gen_random_uuid(), id, 'web', no, no, 'image', now(), now() from records where kind = 'patrol' and no like 'XC-20260101-%'`,
  )
}, 120_000)
afterAll(async () => {
  await w.close()
  await folder.close()
})

/** Rows of each sheet, counted on the way, without holding the book. */
async function rowsOf(path: string): Promise<number[]> {
  const counts = new Map<string, number>()
  const unzip = new Unzip((file) => {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(file.name)) return
    let tail = ''
    file.ondata = (error, chunk) => {
      if (error) throw error
      const text = tail + Buffer.from(chunk).toString('latin1')
      const found = text.split('<row ').length - 1
      counts.set(file.name, (counts.get(file.name) ?? 0) + found)
      tail = text.slice(-4)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for await (const chunk of createReadStream(path)) unzip.push(chunk as Uint8Array)
  unzip.push(new Uint8Array(), true)
  return [...counts].sort().map(([, n]) => n)
}

const exported = (kind: string, heapMb: number) =>
  new Promise<{ path: string; code: number | null; said: string }>((done) => {
    const path = folder.path()
    const child = spawn(
      'node',
      ['scripts/run.mjs', 'src/cli/export.ts', kind, path, '--from', '2026-01-01', '--to', '2026-12-31'],
      {
        env: { ...process.env, DATABASE_URL: w.url, NODE_OPTIONS: `--max-old-space-size=${heapMb}` },
      },
    )
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (d) => (said += d))
    child.on('exit', (code) => done({ path, code, said }))
  })

/** The largest; the others as well by `WHOLE=1`. */
const KINDS: readonly [string, number[]][] = [
  ['patrols', [MANY + 1, 2]],
  ['duty-log', [MANY + 1]],
  ['four-lists', [MANY + 1]],
]

test.each(process.env.WHOLE === '1' ? KINDS : KINDS.slice(0, 1))(
  '%s of a year',
  async (kind, rows) => {
    const { path, code, said } = await exported(kind, 90)
    expect([code, said]).toEqual([0, expect.stringContaining('已写到')])
    const counted = await rowsOf(path)
    expect(counted.slice(0, rows.length)[0]).toBeGreaterThanOrEqual(rows[0]!)
    if (rows[1]) expect(counted[1]).toBeGreaterThanOrEqual(rows[1])
  },
  180_000,
)

test('more rows than a sheet can hold go on in a second one, and none is lost', async () => {
  const path = folder.path()
  await writeSheets(path, [
    {
      name: '行',
      head: ['序号'],
      rows: (function* () {
        for (let n = 1; n <= 1_048_576; n++) yield [n]
      })(),
    },
    { name: '后面', head: ['别的'], rows: [['在']] },
  ])
  expect(await rowsOf(path)).toEqual([1_048_576, 2, 2])
}, 180_000)
