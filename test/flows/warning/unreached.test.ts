/** Whoever a warning's messages cannot reach: refused by the platform, deactivated, without an account any more. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asText } from '#domain/kernel/message.ts'
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
const TEXT = '青溪县气象台11月24日10时发布暴雨红色预警信号：预计未来3小时石岭村将受影响，请注意防范。'

async function issued() {
  const officer = w.officer()
  await w.says(officer, p2p(officer), `发布预警 ${TEXT}`)
  await w.presses(officer, '确认发布')
  return await w.latest('warnings')
}
const of = (warning: { id: string }, who: Who) => w.obligation(warning, who)
const members = (n: number) => Array.from({ length: n }, (_, i) => w.person('grid_member', '石岭村', i))

describe('whoever cannot be told', () => {
  /** The platform takes nothing for this account any more. */
  const refuse = (who: Who) => {
    const usual = w.channel.answer
    w.channel.answer = (s) => (s.account === who.id ? { kind: 'refused', reason: 'target', code: '230029' } : usual(s))
  }

  test('is treated as unbound at once: somebody near is asked now, and the officer sees whom to call', async () => {
    const warning = await issued()
    const [gone, near] = [w.person('grid_member', '石岭村', 0), w.person('grid_member', '石岭村', 1)]
    await w.says(near, w.groupOf('石岭村'), '收到')
    refuse(gone)
    const from = w.sent.length
    // the first step against silence, in private
    await w.fastForward(5)
    expect((await of(warning, gone)).reach).toBe('refused')
    expect(w.to(near.id, from).filter((t) => t.includes(gone.name) && t.includes('请帮忙通知到本人'))).toHaveLength(1)
    expect(w.to(w.officer().id).at(-1)).toMatch(new RegExp(`请打电话：.*${gone.name}（消息被拒收）`))
    const mark = w.sent.length
    await w.fastForward(5)
    expect(w.to(near.id, mark).filter((t) => t.includes(gone.name))).toEqual([])
  })

  test('and so is whoever is deactivated, or lets their account go, while the warning runs', async () => {
    const warning = await issued()
    const [left, lost, near] = members(3)
    await w.says(near!, w.groupOf('石岭村'), '收到')
    const from = w.sent.length
    await w.left(left!)
    await w.audit()
    expect((await of(warning, left!)).reach).toBe('unbound')
    await w.says(lost!, p2p(lost!), '解绑')
    await w.presses(lost!, '确认解绑')
    expect((await of(warning, lost!)).reach).toBe('unbound')
    const asked = w.to(near!.id, from).join()
    expect(asked).toContain(left!.name)
    expect(asked).toContain(lost!.name)
    expect((await of(warning, left!)).answeredAt).toBeNull()
  })

  test('a next contact whom the platform refuses is not waited for either: the next one is asked', async () => {
    const [lost] = members(1)
    await w.unbound(lost!)
    const first = new Set<string>()
    const usual = w.channel.answer
    w.channel.answer = (s) => {
      if (!s.account || !asText(s.message).includes('请帮忙通知到本人') || (first.size && !first.has(s.account)))
        return usual(s)
      first.add(s.account)
      return { kind: 'refused', reason: 'target', code: '230013' }
    }
    const warning = await issued()
    const contact = (await of(warning, lost!)).contactId!
    expect([...first]).not.toContain(contact)
    expect(w.to(contact).join()).toContain(lost!.name)
  })

  test('a roster that is imported without somebody while the warning runs is looked at in the same moment', async () => {
    const warning = await issued()
    const [left] = members(1)
    const { importRoster } = await import('#db/roster/import.ts')
    const { version } = await w.latest('station')
    const nothing = { villages: [], grids: [], people: [], groups: [], places: [], shifts: [] }
    await importRoster(w.db, { ...nothing, missing: [left!] } as never, {
      prune: true,
      actor: 'test',
      now: w.clock.now(),
      version,
    })
    await w.settle()
    expect((await of(warning, left!)).reach).toBe('unbound')
    expect(w.to(w.officer().id).at(-1)).toMatch(new RegExp(`请打电话：.*${left!.name}（无账号）`))
  })

  test('a group that takes nothing any more leaves its people to be told alone, at once, and they hear the end too', async () => {
    const usual = w.channel.answer
    const group = w.groupOf('石岭村')
    w.channel.answer = (s) => (s.chat === group ? { kind: 'refused', reason: 'target', code: '230002' } : usual(s))
    const from = w.sent.length
    const warning = await issued()
    const [one] = members(1)
    const alone = () => w.sent.slice(from).filter((s) => s.account === one!.id)
    expect(
      alone()
        .map((s) => asText(s.message))
        .join(),
    ).toContain(TEXT)
    expect(alone()).toHaveLength(1)
    expect(await of(warning, one!)).toMatchObject({ chat: null, account: one!.id, reach: 'ok' })
    const mark = w.sent.length
    await w.presses(w.officer(), '解除')
    expect(w.to(one!.id, mark).join()).toContain('已解除')
  })
})
