/** The evidence of a warning: who was told how and when, who opened it, who answered, and what the auditor finds. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadEvidence, marksOf, verdictOf } from '#db/warning/evidence.ts'
import { evidenceOf } from '#domain/warning/evidence.ts'
import { prune } from '#jobs/prune.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
let id: string
const ORIGINAL =
  '青溪县气象台11月24日9时50分发布暴雨红色预警信号：预计未来3小时石岭村、下坪村降雨量将达100毫米以上，可能引发山洪，请立即转移危险区群众。'
beforeEach(async () => {
  w = await createWorld()
  const officer = w.officer()
  await w.says(officer, `p2p:${officer.id}`, `发布预警 ${ORIGINAL}`)
  await w.presses(officer, '确认发布')
  id = (await w.latest('warnings')).id
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const evidence = async () => evidenceOf((await loadEvidence(w.db, [id]))[0]!, w.roster)
const of = async (person: { id: string }) =>
  (await evidence()).recipients.find((r) => r.obligation.personId === person.id)!

/** One of each of its people: told, read it, answered two minutes later, acted. */
async function oneOfEach() {
  const [sent, read, answered, acted] = [0, 1, 2, 3].map((n) => w.person('grid_member', '石岭村', n))
  const group = w.sent.find((s) => s.chat === w.groupOf('石岭村'))!
  await w.event({
    type: 'read',
    channel: 'web',
    eventId: 'r1',
    at: w.clock.now().toISOString(),
    sender: { account: read!.id },
    messageIds: [`sent-${group.id}`],
  })
  w.clock.forward(2)
  await w.says(answered!, w.groupOf('石岭村'), '收到')
  await w.says(acted!, w.groupOf('石岭村'), '石岭村3组已转移12户31人到村小学避灾点')
  return { sent: sent!, read: read!, answered: answered!, acted: acted! }
}

test('sent, read, answered and acted are different states of one person', async () => {
  const { sent, read, answered, acted } = await oneOfEach()
  expect((await of(sent)).stage).toBe('sent')
  expect(await of(read)).toMatchObject({ stage: 'read', sentAt: expect.any(Date), readAt: expect.any(Date) })
  expect(await of(answered)).toMatchObject({ stage: 'answered', minutes: expect.closeTo(2, 0) })
  expect((await of(acted)).stage).toBe('acted')
  // a read mark is no answer
  expect((await of(read)).obligation.answeredAt).toBeNull()
})

test('an attempt keeps its channel, its times and the platform’s id; a group message counts for whom it mentions', async () => {
  const [attempt] = (await of(w.person('grid_member', '石岭村'))).attempts
  expect(attempt).toMatchObject({ channel: 'web', chat: w.groupOf('石岭村'), state: 'sent', tries: 1 })
  expect(attempt!.providerId).toBe(`sent-${attempt!.id}`)
  // cards that show officers how it stands are no attempts to reach anybody
  expect((await evidence()).messages.every((m) => !m.title.includes('应答'))).toBe(true)
})

test('the timing: median, longest, and how many within the first step’s minutes', async () => {
  await oneOfEach()
  await w.fastForward(4)
  const late = w.person('grid_member', '石岭村', 4)
  await w.says(late, w.groupOf('石岭村'), '收到')
  const { timing } = await evidence()
  expect(timing).toMatchObject({
    asked: 14,
    reached: { answered: 3, acted: 1, read: 1 },
    medianMinutes: expect.closeTo(2, 0),
    longestMinutes: expect.closeTo(6, 0),
    within: { minutes: 5, answered: 2 },
  })
})

test('the next step and when, until there is none', async () => {
  await w.fastForward(6)
  const { next, history, warning } = await evidence()
  expect(warning.policy[next!.step]!.how).toBe('next_contact')
  expect(next!.dueAt.getTime() - warning.openedAt!.getTime()).toBe(10 * 60_000)
  expect(history.map((h) => h.change)).toEqual(['warning.drafted', 'warning.issued', 'obligation.stepped'])
})

describe('the auditor’s verdict', () => {
  // a moment is left to those whose turn it is
  beforeEach(() => w.fastForward(6))
  /** Nothing was ever sent to somebody: neither by the group’s message nor privately. */
  async function untold(person: { id: string }) {
    const group = await w.latest('outbox', { aboutId: id, chat: w.groupOf('下坪村'), priority: 0 })
    const mentions = group.message.mentions!.filter((m) => m !== person.id)
    await w.altered('outbox', { id: group.id }, { message: { ...group.message, mentions } })
    await unwritten(person)
  }
  /** No private message to somebody is there. */
  async function unwritten({ id: personId }: { id: string }) {
    for (const message of await w.rows('outbox', { aboutId: id, personId })) await w.lost('outbox', { id: message.id })
  }
  test('agrees while everybody who can be told was', async () => {
    expect((await verdictOf(w.db, id, w.clock.now())).disagreements).toEqual([])
  })
  test('finds who should have been told and was not, and why', async () => {
    const [one, two] = [w.person('grid_member', '下坪村', 0), w.person('grid_member', '下坪村', 1)]
    await untold(one)
    await unwritten(two)
    const { disagreements } = await verdictOf(w.db, id, w.clock.now())
    expect(disagreements).toEqual([{ personId: one.id, why: expect.stringContaining('没有给本人的消息') }])
  })
  test('finds what the platform refused', async () => {
    const one = w.person('grid_member', '下坪村', 0)
    await untold(one)
    await w.planted('outbox', {
      channel: 'web',
      account: one.id,
      personId: one.id,
      priority: 0,
      message: { text: 'x' },
      aboutKind: 'warning',
      aboutId: id,
      state: 'refused',
      availableAt: w.clock.now(),
      createdAt: w.clock.now(),
    })
    expect((await verdictOf(w.db, id, w.clock.now())).disagreements[0]!.why).toContain('refused')
  })
  test('has nothing to say of whoever is for a phone call', async () => {
    const silent = w.person('grid_member', '下坪村', 0)
    await untold(silent)
    await w.altered('obligations', { personId: silent.id }, { reach: 'unbound' })
    expect((await verdictOf(w.db, id, w.clock.now())).disagreements).toEqual([])
  })
})

test('what the auditor raised stands in the verdict, also when it was put right', async () => {
  const silent = w.person('grid_member', '下坪村', 2)
  await w.planted('findings', {
    key: 'k',
    warningId: id,
    kind: 'refused',
    text: silent.name,
    foundAt: w.clock.now(),
    clearedAt: w.clock.now(),
  })
  const { findings } = await verdictOf(w.db, id, w.clock.now())
  expect(findings).toMatchObject([{ what: '消息被拒收', of: silent.name, clearedAt: w.clock.now() }])
})

test('whoever answered first and acted later has acted; whoever another warning took over owes nothing', async () => {
  const { answered: later, sent: over } = await oneOfEach()
  await w.says(later, w.groupOf('石岭村'), '石岭村2组已转移3户8人到村小学避灾点')
  expect((await of(later)).stage).toBe('acted')
  const { timing } = await evidence()
  await w.altered('obligations', { warningId: id, personId: over.id }, { endedAt: w.clock.now() })
  expect(await of(over)).toMatchObject({ stage: 'replaced', owed: false })
  expect((await evidence()).timing.asked).toBe(timing.asked - 1)
})

test('the mark of a warning changes with every answer and not without one', async () => {
  const before = await marksOf(w.db, [id])
  expect(await marksOf(w.db, [id])).toEqual(before)
  await w.says(w.person('grid_member', '下坪村', 3), w.groupOf('下坪村'), '收到')
  expect((await marksOf(w.db, [id])).get(id)).not.toBe(before.get(id))
})

/** Messages that are about nothing. */
async function others(length: number) {
  const now = w.clock.now()
  const other = { channel: 'web', chat: 'c', priority: 3, state: 'sent', message: { text: 't' } } as const
  await w.planted('outbox', ...Array.from({ length }, () => ({ ...other, availableAt: now, createdAt: now })))
}

test('with hundreds of people it is accurate, and reads the outbox by its index', async () => {
  await oneOfEach()
  const now = w.clock.now()
  const people = await w.joined(
    ...Array.from({ length: 300 }, (_, i) => ({
      name: `应答人${i + 1}`,
      phone: `139${String(i + 1).padStart(8, '0')}`,
    })),
  )
  const answered = { answeredAt: now, answeredHow: 'button' } as const
  await w.planted(
    'obligations',
    ...people.map(({ id: personId }, i) => ({
      warningId: id,
      personId,
      role: 'grid_member',
      reach: 'ok' as const,
      ...(i < 100 ? answered : {}),
    })),
  )
  const told = { channel: 'web', priority: 0, aboutKind: 'warning', aboutId: id, state: 'sent', sentAt: now } as const
  const message = { message: { text: 't' }, availableAt: now, createdAt: now }
  await w.planted(
    'outbox',
    ...people.flatMap(({ id: personId }) =>
      [1, 2, 3].map((n) => ({ ...told, ...message, account: personId, personId, providerId: `x${personId}${n}` })),
    ),
  )
  await w.reloadRoster()
  const { recipients, timing } = await evidence()
  expect(timing).toMatchObject({ asked: 14 + 300, reached: { answered: 2 + 100 } })
  const added = recipients.filter((r) => w.roster.people.get(r.obligation.personId)!.name.startsWith('应答人'))
  expect(added.every((r) => r.attempts.length === 3)).toBe(true)
  await others(20_000)
  const looked = await w.looksAt('outbox', (tx) => loadEvidence(tx as unknown as typeof w.db, [id]))
  expect(looked).toBeLessThan(2_000)
})

test('what was said about a warning is kept when other messages are forgotten', async () => {
  await oneOfEach()
  await others(20)
  const before = (await evidence()).messages.length
  for (let day = 0; day < 40; day++)
    await prune(w.db, { raw_days: 30, outbox_days: 30 }, new Date(w.clock.now().getTime() + day * 86_400_000))
  expect((await evidence()).messages.length).toBe(before)
  expect(await w.rows('outbox', { aboutKind: null, state: 'sent' })).toHaveLength(0)
})
