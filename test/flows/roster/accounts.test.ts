/** Bound accounts: everybody sees their own and may let it go; the station lets go what was lost; then they are strangers. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, type Database } from '#db/engine/client.ts'
import { sessionOf } from '#db/roster/sessions.ts'
import { openSession } from '#domain/roster/sessions.ts'
import { bindByMobile } from '#jobs/bind.ts'
import { hashOf } from '#jobs/context.ts'
import { decideNow } from '#jobs/decide.ts'
import { type Door, openDoor } from '../../api/door.ts'
import { recordingChannel, type World } from '../../world/world.ts'

type Row = Record<string, unknown>

let d: Door
let w: World
let database: Database
let staff: ReturnType<World['person']>
let before = 0

beforeEach(async () => {
  d = await openDoor()
  w = d.world
  database = connect(w.url, { max: 2 })
  staff = w.person('station_staff')
  before = 0
})
afterEach(async () => {
  await database.close()
  await w.close()
})

const p2p = (p: { id: string }) => `p2p:${p.id}`
const last = (p: { id: string }) => w.to(p2p(p), before).at(-1)
const bound = async (p: { id: string }) => (await w.rows('accounts', { personId: p.id, revokedAt: null })).length
const ledger = (p: { id: string }) => w.rows('ledger', { change: 'account.revoked', subjectId: p.id })
const signIn = async (p: { id: string }, cookie: string) => {
  await decideNow(w.deps, p.id, {
    decide: (g) => openSession(g, { how: 'picker', personId: p.id }, { hash: hashOf(cookie), agent: '手机微信' }),
  })
  return () => sessionOf(w.db, hashOf(cookie), w.clock.now(), true)
}

test('我的账号 shows what is bound, since when and how, the id cut short', async () => {
  const member = w.person('grid_member', '石岭村', 3)
  await w.says(member, p2p(member), '我的账号')
  expect(last(member)).toContain('您绑定了1个账号')
  expect(last(member)).toMatch(/网页 \S{3}\*{4}\S{4}：11月24日 演示站自带，正在用的就是这个/)
  expect(last(member)).not.toContain(member.id)
})

test('解绑 asks first; the press lets go, and the next message waits as a stranger’s does', async () => {
  const member = w.person('grid_member', '石岭村', 3)
  const who = await signIn(member, 'member')
  await w.says(member, p2p(member), '解绑')
  expect(last(member)).toContain('解除这个账号的绑定？')
  expect(await bound(member)).toBe(1)
  await w.presses(w.person('grid_member', '石岭村', 2), '确认解绑') // somebody else's press, of a card in a group
  expect(await bound(member)).toBe(1)
  expect(await bound(w.person('grid_member', '石岭村', 2))).toBe(1)
  await w.presses(member, '确认解绑')
  expect(last(member)).toContain('已解绑')
  expect(await bound(member)).toBe(0)
  expect(await who()).toBeUndefined()
  expect(await ledger(member)).toMatchObject([{ actor: member.id, data: { channel: 'web', account: member.id } }])

  await w.says(member, p2p(member), '石岭村3组后山滑坡，路断了')
  expect(last(member)).toContain('您的账号还没有绑定')
  const record = await w.latest('records')
  expect(record).toMatchObject({ state: 'unverified', reporterId: null })
})

test('a code given afterwards binds it again', async () => {
  const member = w.person('grid_member', '石岭村', 3)
  const who = await signIn(member, 'again')
  expect(await who()).toMatchObject({ personId: member.id })
  expect(await bound(member)).toBe(1)
})

test('解绑 张三: all their accounts, at once, and the officer is told which', async () => {
  const gone = w.person('grid_member', '石岭村', 1)
  await w.bound(gone, 'feishu', 'ou_0123456789abcdef')
  const who = await signIn(gone, 'gone')
  await w.says(staff, p2p(staff), `解绑 ${gone.name}`)
  expect(last(staff)).toContain(`${gone.name}的2个账号已解绑`)
  expect(last(staff)).toContain('飞书 ou_****cdef')
  expect(await bound(gone)).toBe(0)
  expect(await who()).toBeUndefined()
  expect((await ledger(gone)).map((l) => l.actor)).toEqual([staff.id, staff.id])
  await w.says(staff, p2p(staff), `解绑 ${gone.name}`)
  expect(last(staff)).toContain('没有绑定的账号')
  expect(await ledger(gone)).toHaveLength(2)
})

test('what still waited for a released account does not go to it any more; that it is released does', async () => {
  const gone = w.person('grid_member', '双溪村', 0)
  const later = new Date(w.clock.now().getTime() + 3600_000)
  await w.planted('outbox', {
    channel: 'web',
    account: gone.id,
    personId: gone.id,
    priority: 3,
    message: { text: '双溪村3户转移名单' },
    availableAt: later,
    createdAt: later,
  })
  await w.says(gone, p2p(gone), '解绑')
  await w.presses(gone, '确认解绑')
  w.clock.forward(120)
  await w.settle()
  expect(w.to(p2p(gone), before).join()).toContain('已解绑')
  expect(w.sent.slice(before).some((m) => JSON.stringify(m).includes('转移名单'))).toBe(false)
  const row = await w.latest('outbox', { message: { text: '双溪村3户转移名单' } })
  expect(row).toMatchObject({ state: 'settled', reason: 'unbound' })
})

test('what was let go is not bound again by the mobile number', async () => {
  const gone = w.person('grid_member', '石岭村', 1)
  await w.bound(gone, 'feishu', 'ou_0123456789abcdef')
  await w.says(staff, p2p(staff), `解绑 ${gone.name}`)
  const { channel } = recordingChannel('feishu')
  const asked: string[] = []
  const look = {
    media: () => Promise.reject(new Error('none')),
    members: async () => [],
    accounts: async (mobiles: string[]) => {
      asked.push(...mobiles)
      return new Map(mobiles.filter((m) => m === gone.phone).map((m) => [m, 'ou_0123456789abcdef']))
    },
  }
  const log = { warn() {}, info() {} }
  await bindByMobile({ ...w.deps, channels: new Map([['feishu', { ...channel, look }]]), log })
  expect(asked.length).toBeGreaterThan(0)
  expect(await bound(gone)).toBe(0)
})

test('a name of two people is asked back, and what is offered is understood', async () => {
  const [one, other] = [w.person('grid_member', '石岭村', 4), w.person('info_officer', '老街社区')]
  await w.renamed('张同名', one, other)
  await w.says(staff, p2p(staff), '解绑 张同名')
  expect(last(staff)).toContain('您说的是哪一位')
  expect(await bound(one)).toBe(1)
  const offered = last(staff)!
    .split('\n')
    .find((l) => l.includes('石岭村'))!
  await w.says(staff, p2p(staff), offered)
  expect([await bound(one), await bound(other)]).toEqual([0, 1])
  await w.says(staff, p2p(staff), '解绑 同名') // not a whole name: asked, never guessed
  expect(last(staff)).toContain('您说的是哪一位')
  expect(await bound(other)).toBe(1)
  await w.says(staff, p2p(staff), '解绑 查无此人')
  expect(last(staff)).toContain('花名册里没有“查无此人”')
})

test('nobody else lets go of another’s account, and chat about it is left alone', async () => {
  const member = w.person('grid_member', '石岭村', 2)
  await w.says(member, p2p(member), `解绑 ${staff.name}`)
  expect(last(member)).toContain('这一步要由')
  expect(await bound(staff)).toBe(1)
  before = w.sent.length
  await w.says(member, w.groupOf('石岭村'), '解绑了没有')
  expect(w.to(w.groupOf('石岭村'), before)).toEqual([])
})

test('the API lists them a page at a time, whole for an admin, cut short for everyone else', async () => {
  const [bound, gone] = [w.person('grid_member', '石岭村', 1), w.person('grid_member', '石岭村', 2)]
  await w.bound(bound, 'feishu', 'ou_0123456789abcdef')
  await w.says(staff, p2p(staff), `解绑 ${bound.name}`)
  await w.says(gone, p2p(gone), '解绑')
  await w.presses(gone, '确认解绑')
  const all = (await d.ask('/api/v1/accounts?limit=500')).body.items as Row[]
  const seen: Row[] = []
  for (let next: string | null = ''; next !== null; ) {
    const { body }: { body: { items: Row[]; next: string | null } } = await d.ask(
      `/api/v1/accounts?limit=7${next && `&cursor=${encodeURIComponent(next)}`}`,
    )
    seen.push(...body.items)
    next = body.next
  }
  expect(seen).toEqual(all)
  expect(all.find((a) => a.account === 'ou_0123456789abcdef')).toMatchObject({
    channel: 'feishu',
    how: 'mobile',
    revoked_at: expect.stringContaining('+08:00'),
  })
  const { text } = await d.ask('/api/v1/accounts?limit=500', { token: await d.as('reader') })
  expect(text).toContain('ou_****cdef')
  expect(text).not.toContain('ou_0123456789abcdef')
  const revoked = (await d.ask('/api/v1/accounts?revoked=true')).body.items as Row[]
  expect(revoked.map((a) => a.account).sort()).toEqual(['ou_0123456789abcdef', bound.id, gone.id].sort())
  expect(revoked.every((a) => a.revoked_at)).toBe(true)
})

test('the API revokes one or all of a person, says so once, and only an admin may', async () => {
  const person = w.person('info_officer', '老街社区')
  const revoke = (body: unknown, more: object = {}) =>
    d.ask('/api/v1/accounts/revoke', { method: 'POST', body, ...more })
  expect((await revoke({ person: person.id }, { token: await d.as('officer') })).status).toBe(403)
  const who = await signIn(person, 'api')
  const first = await revoke({ channel: 'web', account: person.id }, { headers: { 'idempotency-key': 'k-1' } })
  expect(first).toMatchObject({ status: 200, body: { revoked: [{ channel: 'web', person: { id: person.id } }] } })
  expect((await revoke({ channel: 'web', account: person.id }, { headers: { 'idempotency-key': 'k-1' } })).text).toBe(
    first.text,
  )
  expect(await revoke({ person: person.id })).toMatchObject({ status: 200, body: { revoked: [] } })
  expect(await who()).toBeUndefined()
  expect(await ledger(person)).toMatchObject([{ actor: 'token:ANAN_TOKEN' }])
  for (const [body, status, field] of [
    [{}, 400, 'person'],
    [{ channel: 'web' }, 400, 'account'],
    [{ person: '张三' }, 400, 'person'],
    [{ person: person.id, channel: 'web', account: 'x' }, 400, 'person'],
    [{ person: '019aa1b2-0000-7000-8000-000000000001' }, 404, 'person'],
    [{ channel: 'feishu', account: 'ou_nobody' }, 404, 'account'],
  ] as const) {
    const got = await revoke(body)
    expect([got.status, got.body.field]).toEqual([status, field])
  }
})

test('the command lets go of all of them, and says how many', async () => {
  const person = w.person('duty_leader')
  const run = () =>
    promisify(execFile)('node', ['scripts/run.mjs', 'src/cli/code.ts', person.name, '--revoke'], {
      env: { ...process.env, DATABASE_URL: w.url },
    })
  expect((await run()).stderr).toContain(`${person.name}的1个账号已解绑`)
  expect(await bound(person)).toBe(0)
  expect(await ledger(person)).toMatchObject([{ actor: 'cli:code' }])
  expect((await run()).stderr).toContain('没有绑定的账号')
})

test('whoever has left (停用) is a stranger, although their account is still bound', async () => {
  const gone = w.person('grid_member', '双溪村', 1)
  await w.left(gone)
  await w.says(gone, p2p(gone), '双溪村1组河堤垮了一段')
  const record = await w.latest('records')
  expect(record).toMatchObject({ state: 'unverified', reporterId: null })
})
