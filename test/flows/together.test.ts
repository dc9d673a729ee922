/** Two people decide the same thing in the same moment: one of them wins, and the other is told what is so. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PressEvent } from '#domain/message.ts'
import { createWorld, recordingChannel, type World } from '../world/world.ts'

type Who = { id: string; name: string }

let w: World
const orders: { message: { air?: { ask: string } } }[] = []
beforeAll(async () => {
  w = await createWorld('demo', [recordingChannel('broadcast', orders as never).channel])
})
afterAll(() => w.close())
beforeEach(() => {
  orders.length = 0
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
  expect(w.parked).toEqual([])
  return from
}
const one = async <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  (await w.db.execute<T>(query))[0]!

describe('a warning’s draft', () => {
  const drafted = async (text: string) => {
    await w.says(w.officer(), `p2p:${w.officer().id}`, `发布预警 ${text}`)
    return (await one<{ id: string }>(sql`select id from warnings order by id desc limit 1`)).id
  }
  const stateOf = async (id: string) =>
    (await one<{ state: string }>(sql`select state from warnings where id = ${id}`)).state
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
    expect(await one(sql`select state, villages from warnings where id = ${id}`)).toEqual({
      state: 'open',
      villages: [left!.code],
    })
    const owed = await one(
      sql`select array_agg(distinct village_code) v from obligations where warning_id = ${id} and ended_at is null`,
    )
    expect(owed).toEqual({ v: [left!.code] })
  })

  test('ended twice: once, whoever came second is told', async () => {
    const id = await drafted('××县气象台11月24日9时58分发布雷电黄色预警信号：石岭村有雷电活动，请注意防范。')
    await together(press(w.officer(), 'warning.issue', id))
    await together(press(w.officer(), 'warning.lift', id), press(w.leader(), 'warning.lift', id))
    expect(await stateOf(id)).toBe('lifted')
    const lines = await one<{ n: number }>(
      sql`select count(*)::int n from ledger where subject_id = ${id} and change = 'warning.ended'`,
    )
    expect(lines.n).toBe(1)
  })
})

describe('a request to broadcast', () => {
  const leaders = () => [...w.roster.people.values()].filter((p) => p.roles.some((r) => /leader/.test(r.role)))
  const asked = async (text: string, who: Who = w.person('broadcaster')) => {
    await w.says(who, `p2p:${who.id}`, `广播 石岭村：${text}`)
    return (await one<{ id: string }>(sql`select id from broadcasts order by id desc limit 1`)).id
  }
  const now = (id: string) =>
    one<{ state: string; ended_at: string | null; approval: object | null }>(
      sql`select state, ended_at, approval from broadcasts where id = ${id}`,
    )
  const plays = () => orders.filter((o) => o.message.air?.ask === 'play').length

  test.each([
    ['approved, then declined', 'broadcast.approve', 'broadcast.decline'],
    ['approved, then taken back', 'broadcast.approve', 'broadcast.stop'],
  ])('%s: it is aired once and stands as approved; the other is told', async (what, first, second) => {
    const id = await asked(`请到村部领取物资（${what}）。`)
    const [a, b] = [w.leader(), leaders().find((p) => p.id !== w.leader().id)!]
    const from = await together(press(a, first, id), press(b, second, id))
    if (second === 'broadcast.decline') {
      expect(await now(id)).toMatchObject({ state: 'approved', ended_at: null })
      expect(plays()).toBe(1)
      expect(w.to(`p2p:${b.id}`, from).join()).toContain('已批准')
    } else {
      // taken back by somebody who saw it wait still: it is to be stopped, and is not shown as never approved
      const b = await one<{ state: string; stop: object }>(sql`select state, stop from broadcasts where id = ${id}`)
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
    expect(await now(id)).toMatchObject({ approval: null, ended_at: expect.anything() })
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
    expect(await one(sql`select count(*)::int n from broadcasts where text = '今天下午停水。'`)).toEqual({ n: 1 })
    expect(people.filter((p) => w.to(`p2p:${p.id}`, from).join().includes('不用重复申请'))).toHaveLength(1)
  })
})
