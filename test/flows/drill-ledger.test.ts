/** A drill is a drill in every line of the ledger, whatever is changed and by whom. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noteShown, recordUnmasked } from '#db/flow/ledger.ts'
import type { RecordKind } from '#domain/record/record.ts'
import { type Docked, dock } from '../world/docked.ts'
import type { World } from '../world/world.ts'

let d: Docked
let w: World
beforeEach(async () => {
  d = await dock('2018')
  w = d.w
})
afterEach(() => d.close())

const p2p = (who: { id: string }) => `p2p:${who.id}`
const photo = (c: string) => ({ kind: 'image' as const, key: c.repeat(64) })
const linesOf = (id: string) => w.ledgerOf({ id })
const newest = (kind: RecordKind) => w.latest('records', { kind })

test('a hazard of a drill: filed with its photo, joined, begun, handed on, re-checked and passed', async () => {
  const member = w.person('grid_member', '双溪村', 1)
  const group = w.groupOf('双溪村')
  await w.says(member, group, '【演练】隐患：双溪村下街消防通道被杂物堵住', { attachments: [photo('1')] })
  const hazard = await newest('hazard_report')
  const owner = w.roster.people.get(String(hazard.ownerId))!
  await w.presses(owner, '开始整改')
  await w.says(w.officer(), p2p(w.officer()), `${hazard.no} 转给 ${member.name}`)
  await w.says(member, p2p(member), `【演练】${hazard.no} 整改完成`, { attachments: [photo('2')] })
  await w.presses(w.officer(), '复查通过')
  const lines = await linesOf(hazard.id)
  expect(lines.map((l) => l.change)).toEqual(
    expect.arrayContaining(['record.filed', 'attachment.received', 'record.moved', 'record.assigned', 'record.joined']),
  )
  expect(lines.filter((l) => l.change === 'attachment.received')).toHaveLength(2)
  expect(lines.filter((l) => !l.drill)).toEqual([])
})

test('a warning of a drill with what its officers do and see, and what is taken out of the station', async () => {
  await w.says(w.officer(), p2p(w.officer()), '发布演练 上午9时开展山洪避险演练，请石岭村网格员到岗。')
  await w.presses(w.officer(), '确认发布')
  const notice = await w.latest('warnings', { drill: true })
  await noteShown(w.db, {
    what: 'calls',
    subject: { id: notice.id, of: 'warnings' },
    actor: w.officer().id,
    now: w.clock.now(),
  })
  await recordUnmasked(w.db, 'reports', 'test', w.clock.now(), true)
  await w.setting('broadcast', { ...(await w.deps.context()).settings.broadcast, drill_msg_type: 3 })
  const broadcaster = w.person('broadcaster')
  await w.says(broadcaster, p2p(broadcaster), `广播预警 ${notice.no}`)
  await w.presses(w.leader(), '同意播发')
  await w.fastForward(2)
  const airing = await w.latest('broadcasts', { drill: true })
  await w.presses(w.officer(), '停播', undefined, (s) => !!s.message.drill)
  const aired = await linesOf(airing.id)
  expect(aired.map((l) => l.change)).toEqual(expect.arrayContaining(['broadcast.requested', 'broadcast.stopped']))
  expect(aired.filter((l) => !l.drill)).toEqual([])
  expect((await linesOf(notice.id)).filter((l) => !l.drill)).toEqual([])
  expect(await w.rows('ledger', { change: 'export.unmasked' })).toMatchObject([{ drill: true }])
})

test('the real thing stays real beside it', async () => {
  const member = w.person('grid_member', '双溪村', 2)
  await w.says(member, w.groupOf('双溪村'), '双溪村2组后山滑坡，路断了', { attachments: [photo('3')] })
  const report = await newest('disaster_report')
  const lines = await linesOf(report.id)
  expect(lines.map((l) => l.change)).toContain('attachment.received')
  expect(lines.filter((l) => l.drill)).toEqual([])
})
