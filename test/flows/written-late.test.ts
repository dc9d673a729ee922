/** What was written without a network and came late says when it was written: on the record, on the officer's card, to its sender. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const ago = (minutes: number) => new Date(w.clock.now().getTime() - minutes * 60_000).toISOString()
/** 9月24日 08:05, as cards say it. */
const said = (iso: string) => {
  const [, m, d, hm] = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(new Date(Date.parse(iso) + 8 * 3600_000).toISOString())!
  return `${Number(m)}月${Number(d)}日 ${hm}`
}
const latest = () => w.latest('records', { kind: 'disaster_report' })

test('a report that was written 95 minutes ago: the record has both times, the officer and the sender see 写于', async () => {
  const member = w.person('grid_member', '石岭村')
  const at = ago(95)
  await w.says(member, w.groupOf('石岭村'), '石岭村3组后山滑坡，路断了，没人受伤', { at })
  const record = await latest()
  expect(record.reportedAt.getTime()).toBe(Date.parse(at))
  expect(record.receivedAt.getTime()).toBeGreaterThan(Date.parse(at) + 94 * 60_000)
  expect(w.to(w.officer().id).at(-1)).toContain(`写于：${said(at)}，迟到1小时35分钟`)
  expect(w.to(w.groupOf('石岭村')).at(-1)).toContain(`写于 ${said(at)}`)
})

test('what came at once says nothing of it, and a time ahead of the clock counts as now', async () => {
  const from = w.sent.length
  const member = w.person('grid_member', '大枫村')
  await w.says(member, w.groupOf('大枫村'), '大枫村1组河水漫堤，没人受伤')
  await w.says(w.person('grid_member', '沙洲村'), w.groupOf('沙洲村'), '沙洲村2组房屋进水，没人受伤', { at: ago(-60) })
  const record = await latest()
  expect(record.reportedAt.getTime()).toBeLessThanOrEqual(record.receivedAt.getTime())
  expect(
    w.sent
      .slice(from)
      .map((s) => JSON.stringify(s.message))
      .join(''),
  ).not.toContain('写于')
})

test('hazards, patrols and evacuations that come late say so to their sender', async () => {
  const member = w.person('grid_member', '云峰村')
  const at = ago(300)
  for (const text of ['隐患：云峰村文化广场围墙开裂', '巡查云峰村2组，一切正常', '云峰村2组已转移3户8人到村小学']) {
    const from = w.sent.length
    await w.says(member, `p2p:${member.id}`, text, { at })
    expect(w.to(`p2p:${member.id}`, from).join('\n'), text).toMatch(new RegExp(`写于[ ：]${said(at)}`))
  }
})

test('the officer may hand a report to anybody: whoever is not in the card’s list is named in words, and the card says how', async () => {
  // a station of more officers than a list shows
  await w.joined(...Array.from({ length: 60 }, (_, i) => ({ name: `站员${i + 1}`, role: 'station_staff' as const })))
  await w.reloadRoster()
  const from = w.sent.length
  await w.says(w.person('grid_member', '梅坑村'), w.groupOf('梅坑村'), '梅坑村1组塌方，压了一辆车，没人受伤')
  const card = w.sent.slice(from).find((s) => s.account === w.officer().id)!.message.card!
  const field = card.form!.fields[0]!
  const options = field.type === 'select' ? field.options : []
  expect(options.length).toBeLessThanOrEqual(40)
  // those in charge now come first, whatever their place in the roster
  expect(options.map((o) => o.value)).toContain(w.officer().id)
  expect(options.map((o) => o.value)).toContain(w.leader().id)
  const { no } = await latest()
  expect(card.note).toMatch(new RegExp(`还有\\d+人没有列出.*${no} 转给 姓名`))
  const last = [...w.roster.people.values()].find((p) => p.name === '站员60')!
  await w.says(w.officer(), `p2p:${w.officer().id}`, `${no} 转给 ${last.name}`)
  const row = await w.latest('records', { no })
  expect(row.ownerId).toBe(last.id)
})
