/** Who has a report in hand: the new owner is told, every card that anybody holds of it follows, and says whom to call. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mayCall } from '#domain/kernel/access.ts'
import { asText } from '#domain/kernel/message.ts'
import type { RowOf } from '../world/rows.ts'
import { createWorld, type Sent, type World } from '../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

type Row = RowOf<'records'>
type Who = { id: string; name: string; phone: string | null }
const latest = () => w.latest('records', { kind: 'disaster_report' })
const member = () => w.person('grid_member', '石岭村', 0)
async function reported() {
  await w.says(member(), w.groupOf('石岭村'), '石岭村3组后山滑坡，路断了')
  return latest()
}
const cardsOf = (who: Who, r: Row) =>
  w.sent.filter((s) => s.account === who.id && s.message.card && asText(s.message).includes(r.no))
/** What every card that a person was shown of it says now: the last edit of each. */
const standing = (who: Who, r: Row): string[] => {
  const now = new Map<string, string>()
  for (const s of cardsOf(who, r)) now.set(s.edit ?? `sent-${s.id}`, asText(s.message))
  return [...now.values()]
}
const fresh = (who: Who, from: number) => w.sent.slice(from).filter((s: Sent) => s.account === who.id && !s.edit)

test('转派: the new owner gets a message of their own, also where they held the card; the one before is relieved', async () => {
  const r = await reported()
  const officer = w.officer()
  await w.presses(officer, '接警', undefined, (s) => s.account === officer.id)
  // the leader in charge has held the card from the beginning
  const leader = w.leader()
  const from = w.sent.length
  await w.presses(officer, '转派', { to: leader.id }, (s) => s.account === officer.id)
  expect((await latest()).ownerId).toBe(leader.id)
  expect(
    fresh(leader, from)
      .map((s) => asText(s.message))
      .join(),
  ).toContain(`${r.no} 转给您负责`)
  expect(
    fresh(leader, from)
      .map((s) => asText(s.message))
      .join(),
  ).toContain('石岭村')
  const next = w.person('info_officer', '石岭村')
  const mark = w.sent.length
  await w.presses(officer, '转派', { to: next.id }, (s) => s.account === officer.id)
  expect(
    fresh(next, mark)
      .map((s) => asText(s.message))
      .join(),
  ).toContain(`${r.no} 转给您负责`)
  expect(
    fresh(leader, mark)
      .map((s) => asText(s.message))
      .join(),
  ).toMatch(new RegExp(`${r.no} 已转给${next.name}.*回话之前请继续留意`))
})

test('接警 by one: the cards of all who hold one follow, those of leaders it was escalated to and of alarms too', async () => {
  const r = await reported()
  const officer = w.officer()
  const town = w.person('town_leader')
  await w.presses(officer, '升级', undefined, (s) => s.account === officer.id)
  expect(standing(town, r).join()).toContain('待接警')
  // nobody takes it over: an alarm of its own to the leaders
  await w.fastForward(30)
  await w.presses(officer, '接警', undefined, (s) => s.account === officer.id)
  for (const who of [officer, w.leader(), town]) {
    const cards = standing(who, r)
    expect(cards.length).toBeGreaterThan(0)
    for (const card of cards) expect(card).toMatch(/状态：已接警[\s\S]*处置人/)
  }
  const from = w.sent.length
  await w.presses(officer, '办结', undefined, (s) => s.account === officer.id)
  for (const card of standing(town, r)) expect(card).toContain('状态：已办结')
  // a card that follows is no new message
  expect(fresh(town, from)).toEqual([])
})

test('the phone of whom to call stands on the cards of those who make calls, and on no other; the ledger notes it', async () => {
  const r = await reported()
  const officer = w.officer()
  const next = w.person('info_officer', '石岭村')
  const [owner, reporter] = [next.phone!, member().phone!]
  await w.presses(officer, '转派', { to: next.id }, (s) => s.account === officer.id)
  expect(standing(officer, r).join()).toContain(owner)
  expect(standing(officer, r).join()).toContain(reporter)
  const calls = (id: string) => {
    const person = w.roster.people.get(id)
    return !!person && mayCall(w.roster, person, w.clock.now())
  }
  const others = w.sent.filter((s) => !calls((s.account ?? s.chat!).replace('p2p:', '')))
  for (const s of others) {
    expect(asText(s.message)).not.toContain(owner)
    expect(asText(s.message)).not.toContain(reporter)
  }
  const noted = await w.rows('ledger', { change: 'phones.shown', data: { what: `card ${r.no}` } })
  const readers = [...noted].map((n) => n.subjectId!)
  expect(readers).toEqual(expect.arrayContaining([officer.id, w.leader().id]))
  expect(readers.filter((id) => !calls(id))).toEqual([])
})
