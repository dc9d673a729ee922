/** Two people decide the same thing in the same moment: one of them wins, and the other is told what is so. */
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lockCounters } from '#db/flow/counters.ts'
import type { PressEvent } from '#domain/kernel/message.ts'
import type { RecordKind, RecordState } from '#domain/record/record.ts'
import { createIntake } from '#jobs/intake.ts'
import { createReceiver } from '#src/receive.ts'
import { until } from '../world/until.ts'
import { createWorld, recordingChannel, type World } from '../world/world.ts'

type Who = { id: string; name: string }

let w: World
const orders: { message: { air?: { ask: string } } }[] = []
/** The stories of a block are told of a station of its own. */
function ownStation() {
  beforeAll(async () => {
    w = await createWorld('demo', [recordingChannel('broadcast', orders as never).channel])
  })
  afterAll(() => w.close())
}
beforeEach(() => {
  orders.length = 0
  w.errors.length = 0
})

let n = 0
const press = (who: Who, act: string, id: string): PressEvent => ({
  type: 'press',
  channel: 'web',
  eventId: `together-${++n}`,
  at: w.clock.now().toISOString(),
  chat: { id: `p2p:${who.id}`, kind: 'p2p' },
  sender: { account: who.id, name: who.name },
  messageId: `m-${n}`,
  act,
  data: { id },
})
/** Both presses reach the station in one request, and are read in one batch. */
async function together(...presses: PressEvent[]): Promise<number> {
  const from = w.sent.length
  await w.receive(presses.map((event) => ({ event, raw: JSON.stringify(event) })))
  await w.settle()
  expect(w.deadLetters).toEqual([])
  return from
}

describe('a warning’s draft', () => {
  ownStation()
  const drafted = async (text: string) => {
    await w.says(w.officer(), `p2p:${w.officer().id}`, `发布预警 ${text}`)
    return (await w.latest('warnings')).id
  }
  const stateOf = async (id: string) => (await w.latest('warnings', { id })).state
  const relayed = (from: number, text: string) =>
    w.sent.slice(from).filter((s) => s.message.card?.original?.text.includes(text) && s.chat?.startsWith('group:'))

  test.each([
    ['确认发布 first', ['warning.issue', 'warning.discard'], 'open', '已经发布', '没有取消'],
    ['取消 first', ['warning.discard', 'warning.issue'], 'discarded', '已被取消', '没有发布'],
  ] as const)('%s', async (_what, acts, state, said, undone) => {
    const text = `××县气象台11月24日9时${acts[0] === 'warning.issue' ? 50 : 55}分发布大风黄色预警信号：石岭村阵风8级，请注意防范。`
    const id = await drafted(text)
    const [first, second] = [w.officer(), w.leader()]
    const from = await together(press(first, acts[0], id), press(second, acts[1], id))
    expect(await stateOf(id)).toBe(state)
    expect(relayed(from, text).length > 0).toBe(state === 'open')
    const answer = w.to(`p2p:${second.id}`, from).join()
    expect(answer).toContain(said)
    expect(answer).toContain(undone)
    expect(w.to(`p2p:${first.id}`, from).join()).not.toContain(undone)
  })

  test('two parts of it ended: both are taken out of it, and the rest stands', async () => {
    const parts = ['石岭村', '下坪村', '云峰村']
    const id = await drafted(
      `××县气象台11月24日9时59分发布霜冻黄色预警信号：预计未来6小时${parts.join('、')}有霜冻，请注意防范。`,
    )
    await together(press(w.officer(), 'warning.issue', id))
    w.clock.forward(5)
    const ends: string[] = []
    for (const part of parts.slice(0, 2))
      ends.push(await drafted(`××县气象台11月24日10时4分解除${part}霜冻黄色预警信号。`))
    await together(press(w.officer(), 'warning.issue', ends[0]!), press(w.leader(), 'warning.issue', ends[1]!))
    const [left] = w.roster.villages.filter((v) => v.name === '云峰村')
    expect(await w.latest('warnings', { id })).toMatchObject({
      state: 'open',
      villages: [left!.code],
    })
    const owed = (await w.owed({ id })).filter((o) => !o.endedAt)
    expect([...new Set(owed.map((o) => o.villageCode))]).toEqual([left!.code])
  })

  test('ended twice: once, whoever came second is told', async () => {
    const id = await drafted('××县气象台11月24日9时58分发布雷电黄色预警信号：石岭村有雷电活动，请注意防范。')
    await together(press(w.officer(), 'warning.issue', id))
    await together(press(w.officer(), 'warning.lift', id), press(w.leader(), 'warning.lift', id))
    expect(await stateOf(id)).toBe('lifted')
    expect(await w.rows('ledger', { subjectId: id, change: 'warning.ended' })).toHaveLength(1)
  })
})

describe('a request to broadcast', () => {
  ownStation()
  const leaders = () => [...w.roster.people.values()].filter((p) => p.roles.some((r) => /leader/.test(r.role)))
  const asked = async (text: string, who: Who = w.person('broadcaster')) => {
    await w.says(who, `p2p:${who.id}`, `广播 石岭村：${text}`)
    return (await w.latest('broadcasts')).id
  }
  const now = (id: string) => w.latest('broadcasts', { id })
  const plays = () => orders.filter((o) => o.message.air?.ask === 'play').length

  test.each([
    ['approved, then declined', 'broadcast.approve', 'broadcast.decline'],
    ['approved, then taken back', 'broadcast.approve', 'broadcast.stop'],
  ])('%s: it is aired once and stands as approved; the other is told', async (what, first, second) => {
    const id = await asked(`请到村部领取物资（${what}）。`)
    const [a, b] = [w.leader(), leaders().find((p) => p.id !== w.leader().id)!]
    const from = await together(press(a, first, id), press(b, second, id))
    if (second === 'broadcast.decline') {
      expect(await now(id)).toMatchObject({ state: 'approved', endedAt: null })
      expect(plays()).toBe(1)
      expect(w.to(`p2p:${b.id}`, from).join()).toContain('已批准')
    } else {
      // taken back by somebody who saw it wait still: it is to be stopped, and is not shown as never approved
      const b = await now(id)
      expect(b.state).not.toBe('lapsed')
      expect(b.stop).not.toBeNull()
    }
  })

  test.each([
    ['declined', 'broadcast.decline'],
    ['taken back', 'broadcast.stop'],
  ])('%s, then approved: nothing goes out, and whoever agreed is told', async (what, first) => {
    const id = await asked(`今晚放电影（${what}）。`)
    const [a, b] = [leaders().find((p) => p.id !== w.leader().id)!, w.leader()]
    const from = await together(press(a, first, id), press(b, 'broadcast.approve', id))
    expect(await now(id)).toMatchObject({ approval: null, endedAt: expect.anything() })
    expect(plays()).toBe(0)
    expect(w.to(`p2p:${b.id}`, from).join()).toContain('没有播发')
  })

  test('approved by two leaders at once: one order', async () => {
    const id = await asked('请收起晾晒的谷物。')
    const [a, b] = [w.leader(), leaders().find((p) => p.id !== w.leader().id)!]
    await together(press(a, 'broadcast.approve', id), press(b, 'broadcast.approve', id))
    expect(plays()).toBe(1)
  })

  test('the same words asked for by two people at once: one request, the other is told of it', async () => {
    const people = [w.person('broadcaster'), w.officer()]
    const from = w.sent.length
    await w.receive(
      people.map((p, i) => ({
        raw: 'x',
        event: {
          type: 'message' as const,
          channel: 'web',
          eventId: `same-${i}`,
          at: w.clock.now().toISOString(),
          chat: { id: `p2p:${p.id}`, kind: 'p2p' as const },
          sender: { account: p.id, name: p.name },
          messageId: `same-${i}`,
          text: '广播 下坪村：今天下午停水。',
          attachments: [],
          mentionsBot: false,
          mentionsAll: false,
        },
      })),
    )
    await w.settle()
    expect(await w.rows('broadcasts', { text: '今天下午停水。' })).toHaveLength(1)
    expect(people.filter((p) => w.to(`p2p:${p.id}`, from).join().includes('不用重复申请'))).toHaveLength(1)
  })
})

describe('a record', () => {
  ownStation()
  // what was reported before is over
  beforeEach(async () => {
    w.clock.forward(40)
    await w.altered('records', { kind: 'disaster_report' }, { state: 'closed' })
  })
  const strange = (text: string) => {
    const id = `acct-${++n}`
    return w.says({ id, name: '路人' }, `p2p:${id}`, text)
  }
  const member = () => w.person('grid_member', '双溪村')
  const newest = async (kind: RecordKind) => (await w.latest('records', { kind })).id
  const inState = async (id: string, state: RecordState) => {
    await w.altered('records', { id }, { state })
    return id
  }
  const REPORTS: Record<string, () => Promise<string>> = {
    report: async () => {
      await w.says(member(), w.groupOf('双溪村'), `双溪村${++n}组屋后塌方了，没有人受伤`)
      return newest('disaster_report')
    },
    hazard: async () => {
      await w.says(member(), `p2p:${member().id}`, `隐患上报：双溪村${++n}组河堤护栏松动`)
      return newest('hazard_report')
    },
    suspected: async () => inState(await REPORTS.hazard!(), 'suspected'),
    recheck: async () => inState(await REPORTS.hazard!(), 'recheck'),
    aside: async () => {
      const attachments = [{ kind: 'audio' as const, key: String(++n).padStart(64, 'a'), durationMs: 9000 }]
      await w.says(member(), `p2p:${member().id}`, '', { attachments })
      return newest('aside')
    },
    stranger: async () => {
      await strange(`双溪村${++n}组山上滚石头，砸了一户房子`)
      return newest('disaster_report')
    },
  }
  const movesOf = async (id: string): Promise<{ to: string; actor: string }[]> =>
    (await w.rows('ledger', { subjectId: id, change: 'record.moved' })).map((l) => ({ to: l.data.to, actor: l.actor }))
  const stands = (id: string) => w.latest('records', { id })

  /** The presses are read by two processes, each of which has looked before either has written. */
  async function apart(first: PressEvent, second: PressEvent): Promise<number> {
    const from = w.sent.length
    const held: Record<string, string[]> = {}
    const keep = createReceiver(w.db, uuidv7, w.clock.now, (keys, ids) => {
      for (const [i, key] of keys.entries()) held[key] = [ids[i]!]
    })
    await keep([first, second].map((event) => ({ event, raw: 'x' })))
    const other = createIntake(w.intakeDeps)
    await w.db.transaction(async (tx) => {
      await lockCounters(tx)
      const [a, b] = Object.entries(held) as [[string, string[]], [string, string[]]]
      w.intake.wake([a[0]], a[1])
      other.wake([b[0]], b[1])
      await until(async () => (await w.waitingForALock()) >= 2)
    })
    await Promise.all([w.intake.idle(), other.idle()])
    await w.settle()
    expect(w.deadLetters).toEqual([])
    return from
  }

  describe.each([
    ['in one batch', together],
    ['in two processes', apart],
  ] as const)('pressed by two %s: one wins, the other is told at once', (_how, both) => {
    test.each([
      ['report', 'report.receive', 'report.receive', { received: '接警' }],
      ['report', 'report.close', 'report.false_alarm', { closed: '办结', false_alarm: '误报' }],
      ['hazard', 'hazard.start', 'hazard.start', { rectifying: '整改中' }],
      ['recheck', 'hazard.pass', 'hazard.pass', { cleared: '销号' }],
      ['recheck', 'hazard.pass', 'hazard.enforce', { cleared: '销号', enforcement: '转执法' }],
      ['suspected', 'hazard.major', 'hazard.general', { registered: '定级' }],
      ['aside', 'aside.done', 'aside.done', { closed: '已处理' }],
      ['stranger', 'stranger.confirm', 'stranger.refuse', { raised: '核实', refused: '不予登记' }],
    ] as const)('%s: %s and %s', async (what, one, two, outcomes) => {
      const id = await REPORTS[what]!()
      const people = [w.officer(), w.leader()] as const
      const from = await both(press(people[0], one, id), press(people[1], two, id))
      const moves = await movesOf(id)
      expect(moves).toHaveLength(1)
      expect(Object.keys(outcomes)).toContain(moves[0]!.to)
      const after = await stands(id)
      expect(after.state).toBe(moves[0]!.to)
      const [winner, loser] = moves[0]!.actor === people[0].id ? people : [people[1], people[0]]
      if (one === 'report.receive') expect(after.ownerId).toBe(winner.id)
      const told = w.to(`p2p:${loser.id}`, from).join()
      expect(told).toContain('刚刚已有人处理')
      // who has it, where somebody has taken it over
      if (one === 'report.receive') expect(told).toContain(winner.name)
      // tried again at once: nothing waits, no try is counted against it
      expect(await w.rows('unread')).toHaveLength(0)
      expect(w.errors).toEqual([])
    })

    test('an extension: one agrees, another refuses; one of them decides, the other is told', async () => {
      const id = await REPORTS.hazard!()
      const { no, ownerId, dueOn } = await stands(id)
      const owner = w.roster.people.get(ownerId!)!
      await w.says(owner, `p2p:${owner.id}`, `${no} 申请延期到12月20日，材料没到`)
      const people = [w.officer(), w.leader()] as const
      const from = await both(press(people[0], 'hazard.extend', id), {
        ...press(people[1], 'hazard.extend_no', id),
        form: { reason: '汛期前必须完成' },
      })
      const decided = (await w.rows('ledger', { subjectId: id, change: 'record.noted' })).filter((l) =>
        ['extended', 'extension_refused'].includes(l.data.note),
      )
      expect(decided).toHaveLength(1)
      const agreed = decided[0]!.data.note === 'extended'
      expect((await stands(id)).dueOn).toBe(agreed ? '2026-12-20' : dueOn)
      const loser = agreed ? people[1] : people[0]
      expect(w.to(`p2p:${loser.id}`, from).join()).toContain('没有等着答复的延期申请')
      expect(w.errors).toEqual([])
    })

    test('the five of a 重大 told by two at once: none is lost', async () => {
      const id = await REPORTS.hazard!()
      const { fields } = await stands(id)
      await w.altered('records', { id }, { fields: { ...fields, severity: '重大' } })
      const people = [w.officer(), w.leader()] as const
      await both(
        { ...press(people[0], 'hazard.measures', id), form: { 责任: '张三', 措施: '加固' } },
        { ...press(people[1], 'hazard.measures', id), form: { 资金: '2万元', 预案: '撤人' } },
      )
      expect((await stands(id)).fields.measures).toEqual({ 责任: '张三', 措施: '加固', 资金: '2万元', 预案: '撤人' })
      expect(w.errors).toEqual([])
    })

    test.each([
      ['合格', '不合格'],
      ['不合格', '不合格'],
    ])(
      'one item of a check, %s and %s: one answer, one hazard at most, the other is told who was first',
      async (a, b) => {
        const [one, two] = [w.person('grid_member', '双溪村'), w.person('grid_member', '双溪村', 1)]
        await w.says(one, `p2p:${one.id}`, `和${two.name}一起检查鑫隆${++n}号超市`)
        const id = await newest('inspection')
        const had = (await w.rows('records', { kind: 'hazard_report' })).length
        const answer = (who: { id: string; name: string }, result: string) => ({
          ...press(who, 'inspection.answer', id),
          data: { id, seq: '2', result },
        })
        const from = await both(answer(one, a), answer(two, b))
        const lines = await w.rows('ledger', { subjectId: id, change: 'inspection.answered' })
        expect(lines).toHaveLength(1)
        const [winner, loser] = lines[0]!.actor === one.id ? [one, two] : [two, one]
        const item = (await w.rows('inspectionItems', { inspectionId: id }))[1]!
        expect(item).toMatchObject({ result: winner === one ? a : b, byId: winner.id })
        expect((await w.rows('records', { kind: 'hazard_report' })).length - had).toBe(item.result === '不合格' ? 1 : 0)
        expect(w.to(`p2p:${loser.id}`, from).join()).toContain(`已由${winner.name}记为${item.result}`)
        expect(w.errors).toEqual([])
      },
    )

    test('handed on to two people: both stand in the ledger, each from whoever had it', async () => {
      const id = await REPORTS.report!()
      const people = [w.officer(), w.leader()] as const
      const to = [w.person('station_staff'), w.person('town_leader')] as const
      await both(
        { ...press(people[0], 'report.transfer', id), form: { to: to[0].id } },
        { ...press(people[1], 'report.transfer', id), form: { to: to[1].id } },
      )
      expect(await movesOf(id)).toHaveLength(1)
      const lines = (await w.rows('ledger', { subjectId: id, change: 'record.assigned' })).map((l) => l.data)
      expect(lines).toHaveLength(2)
      expect(lines[0].was.ownerId).toBeNull()
      expect(lines[1].was.ownerId).toBe(lines[0].ownerId)
      expect((await stands(id)).ownerId).toBe(lines[1].ownerId)
      expect(w.errors).toEqual([])
    })
  })
})
