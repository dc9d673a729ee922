import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
import { DEFAULTS } from '#domain/settings.ts'
import { not } from '../../world/rows.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

type Who = { id: string; name: string }
const p2p = (who: Who) => `p2p:${who.id}`
/** Newest first. */
const drills = async () => (await w.rows('warnings', { drill: true })).reverse()
const TEXT = '上午10点30分开展山洪避险演练，请石岭村各网格员回复收到。'

async function started(by: Who, command = '发布演练') {
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
  await w.setting('call_and_response', {
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
  })
  const from = w.sent.length
  const drill = await started(w.officer())
  await w.fastForward(125)
  const said = w.sent.slice(from)
  expect(said.filter((s) => !s.message.text.startsWith('【演练】')).map((s) => s.message.text)).toEqual([])
  expect(said.every((s) => !s.message.card || s.message.card.title.startsWith('【演练】'))).toBe(true)
  expect(drill.no).toMatch(/^YLTZ-/)
  // and in the ledger: nothing of it can be read as real
  const lines = await w.ledgerOf(drill)
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
  const waiting = (await w.rows('deadlines', { doneAt: null })).map((d) => d.kind)
  expect(waiting.filter((kind) => kind === 'drill.end' || kind === 'warning.step')).toEqual([])
})

test('ended by a press it gives reach, answer rate, late names and dead channels; real figures stay as they were', async () => {
  const [quick, late, refused, lost] = [0, 1, 2, 3].map((n) => w.person('grid_member', '石岭村', n))
  await w.unbound(lost!)
  // one person is in no group of the village and is told alone, where the platform refuses
  await w.changed('personRoles', { personId: refused!.id }, { villageCode: null, gridId: null })
  await w.lost('webMembers', { personId: refused!.id })
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
  expect(await w.rows('obligations', { warningId: drill.id, answeredAt: not(null) })).toHaveLength(0)
})

describe('a drill for the team', () => {
  const asked = async () => w.owed((await drills())[0]!)
  const team = () => w.roster.groups.find((group) => group.kind === 'team')!
  const members = () => [...w.roster.people.values()].filter((p) => p.roles.some((r) => r.role === 'rescue_member'))

  test('without notice goes to the team’s own chat and people, and no village hears of it', async () => {
    const leader = w.person('town_leader')
    const from = w.sent.length
    await w.says(leader, p2p(leader), '发布双盲演练 石壁坑水库方向有人被困，请立即到镇政府集合。')
    expect(asText(w.sent.at(-1)!.message)).toContain('应急救援队')
    await w.presses(leader, '确认发布')
    const chats = new Set(w.sent.slice(from).flatMap((s) => (s.chat?.startsWith('group:') ? [s.chat] : [])))
    expect([...chats]).toEqual([`group:${team().id}`])
    expect(new Set([...(await asked())].map((o) => o.role))).toEqual(new Set(['rescue_member']))
    expect(await asked()).toHaveLength(members().length)
    await w.says(members()[0]!, `group:${team().id}`, '收到')
    expect([...(await asked())].filter((o) => o.answeredAt)).toHaveLength(1)
    const later = w.sent.length
    await w.fastForward(31)
    expect(w.sent.slice(later).filter((s) => s.chat?.startsWith('group:') && s.chat !== `group:${team().id}`)).toEqual(
      [],
    )
  })

  test('announced, where its text calls the team', async () => {
    await started(w.officer(), '发布演练 请综合救援队8时前带齐装备集合。\n')
    expect(new Set([...(await asked())].map((o) => o.role))).not.toContain('rescue_member')
    await w.says(w.officer(), p2p(w.officer()), '发布演练 上午9时拉练，请综合救援队带齐装备集合。')
    await w.presses(w.officer(), '确认发布')
    expect(new Set([...(await asked())].map((o) => o.role))).toEqual(new Set(['rescue_member']))
  })

  test('without notice for villages or grids goes where its text says', async () => {
    const leader = w.person('town_leader')
    await started(leader, '发布双盲演练')
    expect(new Set([...(await asked())].map((o) => o.village))).toEqual(new Set(['石岭村']))
    await w.says(leader, p2p(leader), '发布双盲演练 上午9时山洪避险，请各网格员到岗。')
    await w.presses(leader, '确认发布')
    expect((await asked()).length).toBeGreaterThan(50)
  })

  test('a real warning that speaks of the team is not the team’s alone', async () => {
    await w.says(
      w.officer(),
      p2p(w.officer()),
      '发布预警 青溪县气象台11月24日9时50分发布暴雨红色预警信号：预计未来3小时全镇有大暴雨，救援队伍请做好准备。',
    )
    await w.presses(w.officer(), '确认发布')
    expect(w.to(w.groupOf('石岭村')).length).toBeGreaterThan(0)
  })

  test('the officer may choose the team, or the whole township, on the card', async () => {
    const leader = w.person('town_leader')
    await w.says(leader, p2p(leader), '发布双盲演练 上午9时山洪避险，请各网格员到岗。')
    await w.presses(leader, '确认发布', { area: 'team' })
    expect(new Set([...(await asked())].map((o) => o.role))).toEqual(new Set(['rescue_member']))
  })
})
