import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asText } from '#domain/message.ts'
import { DEFAULTS } from '#domain/settings.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

type Row = Record<string, unknown> & { id: string; no: string; n: number }
type Who = { id: string; name: string }
const p2p = (who: Who) => `p2p:${who.id}`
const drills = () => w.db.execute<Row>(sql`select * from warnings where drill order by id desc`)
const TEXT = '上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。'

async function started(by: Who, command = '发布演练'): Promise<Row> {
  await w.says(by, p2p(by), `${command} ${TEXT}`)
  await w.presses(by, '确认发布')
  return (await drills())[0]!
}

test('officers announce drills; one without notice is started by a leader alone, and confirmed by one', async () => {
  const officer = w.officer()
  const leader = w.person('town_leader')
  await w.says(w.person('grid_member', '石岭村', 0), p2p(w.person('grid_member', '石岭村', 0)), `发布演练 ${TEXT}`)
  await w.says(w.person('broadcaster'), p2p(w.person('broadcaster')), `发布演练 ${TEXT}`)
  await w.says(officer, p2p(officer), `发布双盲演练 ${TEXT}`)
  expect(await drills()).toHaveLength(0)
  expect(w.to(p2p(officer)).at(-1)).toContain('这一步要由带班领导或镇领导来做')
  await w.says(leader, p2p(leader), `发布双盲演练 ${TEXT}`)
  await w.presses(officer, '确认发布')
  expect((await drills())[0]).toMatchObject({ state: 'draft', unannounced: true })
  await w.presses(leader, '确认发布')
  expect((await drills())[0]).toMatchObject({ state: 'open', unannounced: true })
})

test('the whole path is marked: relay, steps, cards, end and figures, each with 【演练】, under its own number', async () => {
  await w.db.execute(
    sql`insert into settings (name, value, updated_at, updated_by) values ('call_and_response', ${JSON.stringify({
      ...DEFAULTS.call_and_response,
      colours: {
        ...DEFAULTS.call_and_response.colours,
        yellow: {
          steps: [
            { after_minutes: 1, how: 'urgent_phone' },
            { after_minutes: 2, how: 'next_contact' },
            { after_minutes: 3, how: 'leader' },
            { after_minutes: 4, how: 'door_knock' },
            { after_minutes: 5, how: 'loudspeaker' },
          ],
        },
      },
    })}::jsonb, now(), 'test')`,
  )
  const from = w.sent.length
  const drill = await started(w.officer())
  await w.fastForward(125)
  const said = w.sent.slice(from)
  expect(said.filter((s) => !s.message.text.startsWith('【演练】')).map((s) => s.message.text)).toEqual([])
  expect(said.every((s) => !s.message.card || s.message.card.title.startsWith('【演练】'))).toBe(true)
  expect(drill.no).toMatch(/^YLTZ-/)
  // and in the ledger: nothing of it can be read as real
  const lines = await w.db.execute<Row>(sql`select drill, change from ledger where subject_id = ${drill.id}`)
  expect(lines.length).toBeGreaterThan(5)
  expect([...lines].filter((l) => !l.drill)).toEqual([])
  // the loudspeaker's step proposes nothing that could be aired
  const airing = said.filter((s) => asText(s.message).includes('大喇叭') && !s.message.text.includes('应答'))
  expect(airing.length).toBeGreaterThan(0)
  expect(airing.every((s) => asText(s.message).includes('演练不播出') && !s.message.card?.buttons?.length)).toBe(true)
})

test('its end is offered, then comes by itself, and is told to all who had been told, each once', async () => {
  await started(w.officer())
  await w.fastForward(30)
  expect(w.to(w.officer().id).some((t) => t.includes('演练可以结束了吗'))).toBe(true)
  const from = w.sent.length
  await w.fastForward(90)
  expect((await drills())[0]!.state).toBe('closed')
  const ends = w.sent.slice(from).filter((s) => s.message.text === '【演练】演练结束')
  expect(ends.filter((s) => s.chat).map((s) => s.chat)).toEqual([w.groupOf('石岭村')])
  expect(new Set(ends.map((s) => s.chat ?? s.account)).size).toBe(ends.length)
  expect(
    await w.db.execute(sql`select 1 from deadlines where done_at is null and kind in ('drill.end', 'warning.step')`),
  ).toHaveLength(0)
})

test('ended by a press it gives reach, answer rate, late names and dead channels; real figures stay as they were', async () => {
  const [quick, late, refused, lost] = [0, 1, 2, 3].map((n) => w.person('grid_member', '石岭村', n))
  await w.db.execute(sql`delete from accounts where person_id = ${lost!.id}`)
  // one person is in no group of the village and is told alone, where the platform refuses
  await w.db.execute(sql`update person_roles set village_code = null, grid_id = null where person_id = ${refused!.id}`)
  await w.db.execute(sql`delete from web_members where person_id = ${refused!.id}`)
  await w.db.execute(sql`update station set version = version + 1`)
  w.channel.answer = (s) =>
    s.account === refused!.id
      ? { kind: 'refused', reason: 'target', code: '230013' }
      : { kind: 'sent', id: s.edit ?? `sent-${s.id}` }
  await started(w.officer())
  await w.says(quick!, w.groupOf('石岭村'), '收到')
  await w.fastForward(31)
  await w.says(late!, w.groupOf('石岭村'), '收到')
  await w.presses(w.officer(), '结束演练', undefined, (s) => s.account === w.officer().id)
  const figures = w.to(w.officer().id).find((t) => t.includes('演练统计'))!
  expect(figures).toContain('应答 2/7')
  expect(figures).toContain('通知到：5/7人')
  expect(figures).toContain('其中按时1人')
  expect(figures).toMatch(new RegExp(`应答晚了：${late!.name}`))
  expect(figures).toContain(`${lost!.name}（没有绑定账号）`)
  expect(figures).toContain(`${refused!.name}（消息被拒收）`)
  w.clock.to(new Date('2026-11-24T10:30:00Z'))
  await w.digest()
  const summary = w.to(w.person('town_leader').id).at(-1)!
  expect(summary).not.toContain(quick!.name)
  expect(summary).toContain('预警：今日无')
  expect(summary).not.toContain('未送达')
})

test('a drill that has ended takes no more answers and no second end', async () => {
  const drill = await started(w.officer())
  await w.presses(w.officer(), '结束演练', undefined, (s) => s.account === w.officer().id)
  const from = w.sent.length
  await w.presses(w.officer(), '结束演练', undefined, (s) => s.account === w.officer().id)
  expect(w.sent.slice(from).some((s) => s.message.text === '【演练】演练结束')).toBe(false)
  await w.says(w.person('grid_member', '石岭村', 0), w.groupOf('石岭村'), '收到')
  expect(
    await w.db.execute(sql`select 1 from obligations where warning_id = ${drill.id} and answered_at is not null`),
  ).toHaveLength(0)
})
