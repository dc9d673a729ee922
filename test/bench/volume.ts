/**
 * A station of a hundred thousand hazards: how long a page of their list takes, whatever it is filtered by, and how long and
 * how much memory each export takes.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '#db/engine/embedded.ts'
import { ofStation } from '#db/engine/station.ts'
import { type Figure, figure, start } from '../world/processes.ts'

const MANY = 100_000
const FEW = 10_000
const TOKEN = 'bench-token-of-more-than-24-characters'
const ASKED = 40
const WARMED = 10
const HEAP_MB = 120

/** Hazards of a year, a unit for every second one, each with three lines in the ledger and every fifth with a photo. */
const filled = (n: number) => `
  insert into records (id, no, kind, state, fields, village_code, reporter_id, owner_id, due_on, channel, account, chat, text, source_message_ids, reported_at, received_at, updated_at)
    select ('019a0000-0000-7000-8100-' || lpad(to_hex(i), 12, '0'))::uuid, 'YH-20260101-' || i, 'hazard_report',
      case when i % 100 < 90 then 'cleared' when i % 100 < 95 then 'registered' when i % 100 < 98 then 'rectifying' when i % 1000 = 99 then 'suspected' else 'recheck' end,
      jsonb_strip_nulls(jsonb_build_object('place', i % 40 || '组路口', 'description', '第' || i || '处护栏断裂，夜间没有照明，过往车辆多', 'kind', '道路交通', 'severity', '一般', 'unit', case when i % 2 = 0 then '第' || i % 800 || '石材厂' end)),
      v.codes[1 + i % cardinality(v.codes)], v.people[1 + i % cardinality(v.people)], v.people[1 + i % 7 % cardinality(v.people)], (said + interval '7 days')::date,
      'web', 'x', 'c', '第' || i || '处护栏断裂，夜间没有照明，过往车辆多', '{}', said, said, said
    from (select array_agg(distinct code) codes, (select array_agg(id) from people) people from villages) v, generate_series(1, ${n}) i, lateral (select now() - interval '340 days' + i * interval '340 days' / ${n} said) t;
  insert into ledger (at, change, subject_id, actor, data, rules)
    select received_at + k * interval '1 day', case k when 0 then 'record.filed' else 'record.moved' end, id, reporter_id::text,
      case k when 0 then jsonb_build_object('type', 'record.filed', 'record', jsonb_build_object('id', id, 'state', 'registered', 'text', text, 'kind', kind))
        when 1 then jsonb_build_object('id', id, 'from', 'registered', 'to', 'recheck') else jsonb_build_object('id', id, 'from', 'recheck', 'to', 'cleared') end, 'x'
    from records, generate_series(0, 2) k where no like 'YH-20260101-%';
  insert into attachments (id, record_id, channel, message_id, key, kind, next_at, created_at, error)
    select gen_random_uuid(), id, 'web', no, no, 'image', received_at, received_at, 'bench' from records where no like 'YH-20260101-%5';
  analyze;`

export async function volume(short: boolean): Promise<Record<string, Figure>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'anan-bench-'))
  const server = await startEmbedded({ dataDir })
  const env = {
    PORT: '0',
    DATA_DIR: dataDir,
    ANAN_DEMO: '1',
    DATABASE_URL: server.url,
    DATABASE_OWNER_URL: server.owner,
    ANAN_TOKEN: TOKEN,
    LOG_LEVEL: 'fatal',
  }
  const running = await start('test/world/anan.ts', env, /ready http/)
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(running.said)![0]
  const db = postgres(ofStation(server.admin, 1), { max: 1, onnotice: () => {} })
  try {
    await db.unsafe(filled(short ? FEW : MANY))
    const [village] = await db<{ name: string }[]>`select name from villages order by code limit 1`
    const ask = async (query: string) => {
      const begun = performance.now()
      const answer = await fetch(`${address}/api/v1/hazards?limit=50${query}`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
      const { next } = (await answer.json()) as { next: string | null }
      if (answer.status !== 200) throw new Error(`${query}: ${answer.status}`)
      return { ms: performance.now() - begun, next }
    }
    const figures: Record<string, Figure> = {}
    const since = encodeURIComponent(new Date(Date.now() - 30 * 86_400_000).toISOString())
    const pages = {
      all: '',
      registered: '&state=registered',
      suspected: '&state=suspected',
      withdrawn: '&state=withdrawn',
      village: `&village=${encodeURIComponent(village!.name)}`,
      village_open: `&village=${encodeURIComponent(village!.name)}&state=registered`,
      real: '&drill=false',
      drills: '&drill=true',
      month: `&since=${since}`,
      hour: `&since=${encodeURIComponent(new Date(Date.now() - 3600_000).toISOString())}`,
      deep: '&cursor=019a0000-0000-7000-8100-000000001000',
    }
    for (const [name, query] of Object.entries(pages)) {
      // compiled and planned before it is measured, as in a station that has run for a minute
      for (let i = 0; i < WARMED; i++) await ask(query)
      const took: number[] = []
      for (let i = 0; i < ASKED; i++) took.push((await ask(query)).ms)
      const p95 = took.sort((a, b) => a - b)[Math.floor(ASKED * 0.95) - 1]!
      figures[`volume.list_${name}`] = figure(took, 'ms')
      figures[`volume.list_${name}_p95`] = figure([p95], 'ms', { most: 50 })
    }
    await running.kill('SIGTERM')
    for (const kind of ['three-lists', 'four-lists', 'enforcement']) {
      const { seconds, mb, bytes } = await exported(kind, join(dataDir, `${kind}.xlsx`), env)
      figures[`volume.${kind}_time`] = figure([seconds], 's')
      figures[`volume.${kind}_memory`] = figure([mb], 'MB', { most: 400 })
      figures[`volume.${kind}_size`] = figure([bytes / 1e6], 'MB')
    }
    return figures
  } finally {
    await db.end()
    await running.kill('SIGKILL').catch(() => {})
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** An export as a process of its own, and the most memory that it had. */
async function exported(kind: string, path: string, env: Record<string, string>) {
  const begun = performance.now()
  const child = spawn('node', ['scripts/run.mjs', 'src/cli/export.ts', kind, path], {
    env: { ...process.env, ...env, NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let mb = 0
  const look = setInterval(() => {
    try {
      mb = Math.max(
        mb,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
      )
    } catch {
      // it has ended
    }
  }, 200)
  const code = await new Promise<number | null>((done) => child.on('exit', done))
  clearInterval(look)
  if (code !== 0) throw new Error(`${kind} ended with ${code}`)
  return { seconds: (performance.now() - begun) / 1000, mb, bytes: (await stat(path)).size }
}
