/**
 * A red warning to two hundred people of whom sixty answer, with the process killed twice on the way: how late each step of
 * the table comes, and whether everybody silent was asked and nobody else.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '#db/engine/embedded.ts'
import { ofStation } from '#db/engine/station.ts'
import { startFakeFeishu } from '../fakes/feishu/index.ts'
import { inWords } from '../world/clock.ts'
import { type Figure, figure, onPlatform, start } from '../world/processes.ts'

const PEOPLE = 200
const ANSWERING = 60
const TOKEN = 'bench-token-of-more-than-24-characters'
/** The default table of a red warning, minutes turned into seconds times this, so that the bench ends today. */
const SECONDS_A_MINUTE = 3
const STEPS = [
  { after_minutes: 5, how: 'urgent_phone' },
  { after_minutes: 10, how: 'next_contact' },
  { after_minutes: 15, how: 'leader' },
  { after_minutes: 15, how: 'door_knock' },
] as const

export async function storm(): Promise<Record<string, Figure>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'anan-bench-'))
  const server = await startEmbedded({ dataDir })
  const fake = await startFakeFeishu()
  const env = {
    PORT: '0',
    DATA_DIR: dataDir,
    // the demo station’s villages and people, beside a channel too
    ANAN_DEMO: '1',
    DATABASE_URL: server.url,
    DATABASE_OWNER_URL: server.owner,
    ANAN_TOKEN: TOKEN,
    LOG_LEVEL: 'fatal',
    ...onPlatform(fake),
  }
  const service = () => start('test/world/anan.ts', env, /ready http/)
  const addressOf = (said: string) => /http:\/\/127\.0\.0\.1:\d+/.exec(said)![0]
  let running = await service()
  const db = postgres(ofStation(server.admin, 1), { max: 2, onnotice: () => {} })
  try {
    // two hundred grid members of one village, each with an account of their own and in no group
    await db`insert into people (id, name, phone, active) select gen_random_uuid(), '网格员' || i, null, true from generate_series(1, ${PEOPLE}) i`
    await db`delete from person_roles where role in ('grid_member', 'info_officer', 'forest_ranger')`
    await db`insert into person_roles (person_id, role, village_code) select p.id, 'grid_member', (select min(code) from villages) from people p where p.name like '网格员%'`
    await db`insert into accounts (channel, account, person_id, how) select 'feishu', 'ou_' || replace(p.id::text, '-', ''), p.id, 'officer' from people p`
    await db`insert into settings (name, value, updated_at, updated_by) values ('call_and_response', ${
      {
        colours: {
          red: { steps: STEPS.map((s) => ({ ...s, after_minutes: (s.after_minutes * SECONDS_A_MINUTE) / 60 })) },
          orange: { steps: [] },
          yellow: { steps: [] },
          blue: { steps: [] },
        },
        night: { from: '22:00', to: '06:00' },
      } as never
    }, now(), 'bench') on conflict (station_id, name) do update set value = excluded.value`
    await db`update places set owner_id = null`
    await db`update station set version = version + 1`

    const answer = await fetch(`${addressOf(running.said)}/api/v1/warnings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        original: `青溪县气象台${inWords()}发布暴雨红色预警信号：预计未来3小时降雨量将达100毫米以上，请注意防范。`,
        confirm: true,
      }),
    })
    if (answer.status !== 201) throw new Error(await answer.text())
    const { id, opened_at, obligations } = (await answer.json()) as {
      id: string
      opened_at: string
      obligations: unknown[]
    }
    if (obligations.length !== PEOPLE) throw new Error(`${obligations.length} people are asked`)

    const opened = Date.parse(opened_at)
    const at = async (minute: number) =>
      new Promise((done) => setTimeout(done, Math.max(0, opened + minute * SECONDS_A_MINUTE * 1000 - Date.now())))
    const silent = await db<
      { account: string }[]
    >`select account from accounts a join people p on p.id = a.person_id where p.name like '网格员%' order by p.id`
    fake.webhookTo(`${addressOf(running.said)}/hooks/feishu`)
    const answering = silent.splice(0, ANSWERING)
    // sixty answer in their own chats before the first step
    await at(2)
    await Promise.all(
      answering.map(({ account }, i) =>
        fake.push(
          fake.events.text('收到', {
            chat: fake.p2p(account),
            from: account,
            messageId: `om_answer_${i}`,
            p2p: true,
          } as never),
        ),
      ),
    )
    await at(4.7) // dead as the first step falls due
    await running.kill('SIGKILL')
    running = await service()
    await at(9.8) // and once more as the second does
    await running.kill('SIGKILL')
    running = await service()
    await at(15 + 20 / SECONDS_A_MINUTE)

    const stepped = await db<{ at: Date; step: number; people: number }[]>`
      select at, (data->>'step')::int step, jsonb_array_length(data->'personIds') people from ledger where subject_id = ${id} and change = 'obligation.stepped' order by seq`
    const late = STEPS.map((s, i) => {
      const taken = stepped.find((x) => x.step === i + 1)
      if (!taken) throw new Error(`step ${i + 1} was never taken`)
      return (taken.at.getTime() - opened) / 1000 - s.after_minutes * SECONDS_A_MINUTE
    })
    const called = new Set(fake.sent.flatMap((m) => m.urgent))
    const [row] = await db<
      { answered: number }[]
    >`select count(answered_at)::int answered from obligations where warning_id = ${id}`
    return {
      'storm.step_late': figure(late, 's', { most: 2 }),
      'storm.step_late_worst': figure([Math.max(...late)], 's', { most: 2 }),
      'storm.steps_twice': figure([stepped.length - STEPS.length], 'steps', { most: 0 }),
      'storm.answered': figure([row!.answered], 'people', { least: ANSWERING }),
      'storm.silent_not_called': figure([silent.filter((s) => !called.has(s.account)).length], 'people', { most: 0 }),
      'storm.answered_but_called': figure([answering.filter((s) => called.has(s.account)).length], 'people', {
        most: 0,
      }),
    }
  } finally {
    await db.end()
    await running.kill('SIGKILL').catch(() => {})
    await fake.close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
