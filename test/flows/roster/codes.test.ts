/** One-time codes: six digits stand no guessing, so few tries, a short life, one a person, and somebody hears of it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSession } from '#domain/roster/sessions.ts'
import { hashOf } from '#jobs/context.ts'
import { decideNow } from '#jobs/decide.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld('demo', ['feishu'])
})
afterEach(() => w.close())

const stranger = (name: string) => ({ id: `ou_${name}`, name })
const binds = async (who: { id: string; name: string }, digits: string, chat = `p2p-${who.id}`) => {
  const before = w.sent.length
  await w.says(who, chat, `绑定 ${digits}`, { channel: 'feishu' })
  return w.to(chat, before).at(-1) ?? ''
}
const holder = async (account: string) =>
  (await w.rows('accounts', { channel: 'feishu', account, revokedAt: null }))[0]?.personId ?? null
const ledger = (change: string) => w.rows('ledger', { change })
const wrong = (i: number) => String(900_000 + i)

test('five wrong codes of one account end its tries for an hour, whatever it sends next; the officers hear who it was', async () => {
  const person = w.person('grid_member', '石岭村', 3)
  const who = stranger('guesser')
  const from = w.sent.length
  for (let i = 0; i < 5; i++) await binds(who, wrong(i))
  expect(w.to(w.officer().id, from).join('\n')).toMatch(/连续输错绑定码/)
  expect(w.to(w.officer().id, from).join('\n')).toContain('guesser')

  const code = await w.gives(person, '482913')
  expect(await binds(who, code)).toContain('一小时')
  expect(await binds(who, code, 'oc_a_group')).toContain('一小时')
  expect(await holder(who.id)).toBeNull()
  expect(await ledger('code.refused')).toHaveLength(5)
  expect(JSON.stringify(await ledger('code.refused'))).not.toContain('90000')

  w.clock.forward(61)
  expect(await binds(who, await w.gives(person, '482914'))).toContain('绑定成功')
})

test('one person’s accounts count together', async () => {
  const person = w.person('grid_member', '石岭村', 1)
  for (const account of ['ou_one', 'ou_two']) await w.bound(person, 'feishu', account)
  for (let i = 0; i < 5; i++) await binds({ id: i % 2 ? 'ou_one' : 'ou_two', name: person.name }, wrong(i))
  const code = await w.gives(w.person('grid_member', '石岭村', 2), '112233')
  expect(await binds({ id: 'ou_one', name: person.name }, code)).toContain('一小时')
  expect(await holder('ou_one')).toBe(person.id)
})

test('twenty wrong codes by anybody while a code lives make it void; its owner and the officers are told, and a new one works', async () => {
  const person = w.person('grid_member', '石岭村', 3)
  const code = await w.gives(person, '482913')
  const from = w.sent.length
  for (let i = 0; i < 20; i++) await binds(stranger(`many${i % 10}`), wrong(i))
  expect(w.to(w.officer().id, from).join('\n')).toContain('绑定码已作废')
  expect(w.to(person.id, from).join('\n')).toContain('绑定码已作废')
  expect(await ledger('codes.voided')).toMatchObject([{ data: { why: 'guessed', personIds: [person.id] } }])
  expect(await binds(stranger('late'), code)).toContain('不对')
  expect(await binds(stranger('later'), await w.gives(person, '771122'))).toContain('绑定成功')
})

test('a code lives a quarter of an hour, and a second one takes the place of the first', async () => {
  const person = w.person('grid_member', '石岭村', 3)
  const first = await w.gives(person, '111222')
  const second = await w.gives(person, '333444')
  expect(await binds(stranger('a'), first)).toContain('不对')
  w.clock.forward(16)
  expect(await binds(stranger('b'), second)).toContain('不对')
  const third = await w.gives(person, '555666')
  w.clock.forward(14)
  expect(await binds(stranger('b'), third)).toContain('绑定成功')
  expect(await ledger('code.made')).toHaveLength(3)
  expect(JSON.stringify(await ledger('code.made'))).not.toContain(hashOf('333444'))
})

test('whoever is bound to one more account hears of it where they already are', async () => {
  const person = w.person('grid_member', '石岭村', 3)
  const from = w.sent.length
  await binds(stranger('new'), await w.gives(person, '482913'))
  expect(w.to(person.id, from).join('\n')).toMatch(/新绑定了.*飞书[\s\S]*不是您本人/)
  expect(await holder('ou_new')).toBe(person.id)
})

test('a person let go has no code left that would bind them again', async () => {
  const person = w.person('grid_member', '石岭村', 3)
  const staff = w.person('station_staff')
  const code = await w.gives(person, '482913')
  await w.says(staff, `p2p:${staff.id}`, `解绑 ${person.name}`)
  expect(await binds(stranger('thief'), code)).toContain('不对')
  expect(await holder('ou_thief')).toBeNull()
})

test('the same six digits may be given again', async () => {
  const [one, other] = [w.person('grid_member', '石岭村', 3), w.person('grid_member', '石岭村', 2)]
  await binds(stranger('one'), await w.gives(one, '482913'))
  expect(await binds(stranger('other'), await w.gives(other, '482913'))).toContain('绑定成功')
  expect(await holder('ou_other')).toBe(other.id)
})

test('我的账号 names the browsers signed in, and one press ends them all; nobody else’s press does', async () => {
  const person = w.person('grid_member', '石岭村', 3)
  const p2p = `p2p:${person.id}`
  for (const agent of ['手机微信', '电脑Edge'])
    await decideNow(w.deps, person.id, {
      decide: (g) => openSession(g, { how: 'picker', personId: person.id }, { hash: hashOf(agent), agent }),
    })
  const alive = async () => (await w.rows('webSessions', { personId: person.id, revokedAt: null })).length
  await w.says(person, p2p, '我的账号')
  expect(w.to(p2p).at(-1)).toMatch(/网页登录：电脑Edge、手机微信/)
  await w.presses(w.person('grid_member', '石岭村', 2), '退出全部网页登录')
  expect(await alive()).toBe(2)
  await w.presses(person, '退出全部网页登录')
  expect(await alive()).toBe(0)
  expect(w.to(p2p).at(-1)).toContain('2处网页登录已退出')
  expect(await ledger('session.ended')).toHaveLength(2)
  await w.says(person, p2p, '我的账号')
  expect(w.to(p2p).at(-1)).not.toContain('网页登录')
})
