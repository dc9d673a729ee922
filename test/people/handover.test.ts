/** A work phone in other hands: the person stays who they were, the number and what hangs on it are the successor's. */
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Database } from '#db/engine/client.ts'
import { sessionOf } from '#db/roster/sessions.ts'
import { verdictsOf } from '#db/warning/evidence.ts'
import { openSession } from '#domain/roster/sessions.ts'
import { bindByMobile } from '#jobs/bind.ts'
import { hashOf } from '#jobs/context.ts'
import { decideNow } from '#jobs/decide.ts'
import { importFile } from '#src/cli/import.ts'
import { handedFile } from '../cases/handed.ts'
import { createWorld, recordingChannel, type World } from '../world/world.ts'
import { type Folder, openFolder } from './books.ts'

let w: World
let database: Database
let folder: Folder
/** Whose account the platform says a number is. */
let numbers: Record<string, string>
const { channel: feishu, sent: inFeishu } = recordingChannel('feishu')
const look = {
  media: () => Promise.reject(new Error('none')),
  members: async () => [],
  accounts: async (mobiles: string[]) =>
    new Map(mobiles.flatMap((m) => (numbers[m] ? [[m, numbers[m]!] as const] : []))),
}

beforeEach(async () => {
  inFeishu.length = 0
  w = await createWorld('empty', [{ ...feishu, look }])
  database = connect(w.url, { max: 2 })
  folder = await openFolder()
  w.clock.to(new Date('2026-11-28T02:00:00Z'))
  numbers = { '13900000011': 'ou_workphone', '13900000003': 'ou_zheng' }
  await bring(handedFile('HAND-09-before.xlsx'))
  await lookUp()
  // the officer is in the web chat
  await signIn(await person('郑值班'), 'officer')
  await w.reloadRoster()
})
afterEach(async () => {
  await folder.close()
  await database.close()
  await w.close()
})

async function bring(path: string, prune = false) {
  const said: string[] = []
  const code = await importFile(
    path,
    database,
    { tz: 'Asia/Shanghai' },
    { check: false, prune, now: w.clock.now(), say: (line) => said.push(line) },
  )
  w.clock.forward(1)
  await w.reloadRoster()
  return { code, all: said.join('\n') }
}
const lookUp = async () => {
  const log = { warn() {}, info() {} }
  await bindByMobile({ ...w.deps, channels: new Map([['feishu', { ...feishu, look }]]), log })
  w.clock.forward(1)
  await w.reloadRoster()
}
const person = async (name: string) => {
  await w.reloadRoster()
  const found = [...w.roster.people.values()].filter((p) => p.name === name)
  expect(found, name).toHaveLength(1)
  return found[0]!
}
const signIn = async (p: { id: string }, cookie: string) => {
  await decideNow(w.deps, p.id, {
    decide: (g) => openSession(g, { how: 'picker', personId: p.id }, { hash: hashOf(cookie), agent: '手机微信' }),
  })
  await w.settle()
  return () => sessionOf(w.db, hashOf(cookie), w.clock.now(), true)
}
const boundTo = (account: string) => {
  const id = w.roster.accounts.get(`feishu ${account}`)?.personId
  return id ? w.roster.people.get(id)!.name : null
}
async function warns(text: string) {
  const officer = await person('郑值班')
  await w.says(officer, `p2p:${officer.id}`, `发布预警 ${text}`)
  await w.presses(officer, '确认发布')
  const [row] = await w.db.execute<{ id: string }>(sql`select id from warnings order by id desc limit 1`)
  return row!.id
}
const owed = async (warning: string) => [
  ...(await w.db.execute<{ person_id: string; name: string; answered: boolean; account: string | null }>(
    sql`select person_id, name, answered_at is not null answered, account from obligations where warning_id = ${warning} order by name`,
  )),
]
const RED = (clock: string) =>
  `双溪县气象台11月28日${clock}分发布暴雨红色预警信号：预计未来3小时甲坑村降雨量将达100毫米以上，请立即转移危险区群众。`

test('the red warning goes to whoever has the phone and the post now; what was answered stays with whoever answered it', async () => {
  const zhao = await person('赵一')
  const first = await warns(RED('10时05'))
  expect(await owed(first)).toMatchObject([{ person_id: zhao.id, account: 'ou_workphone' }])
  await w.event({
    type: 'message',
    channel: 'feishu',
    eventId: 'a1',
    at: w.clock.now().toISOString(),
    chat: { id: 'oc_zhao', kind: 'p2p' },
    sender: { account: 'ou_workphone', name: '赵一' },
    messageId: 'a1',
    text: '收到',
    attachments: [],
    mentionsBot: false,
    mentionsAll: false,
  })
  expect(await owed(first)).toMatchObject([{ person_id: zhao.id, name: '赵一', answered: true }])

  const { code, all } = await bring(handedFile('HAND-09-work-phone-handed-over.xlsx'))
  expect(code, all).toBe(0)
  expect(all).toContain('手机 139****0011 原来是“赵一”的，现在归“冯新”')
  const [still, feng] = [await person('赵一'), await person('冯新')]
  expect(still).toMatchObject({ id: zhao.id, phone: '13900000099', roles: [{ role: 'rescue_member' }] })
  expect(feng).toMatchObject({ phone: '13900000011' })
  expect(feng.id).not.toBe(zhao.id)
  expect(await owed(first)).toMatchObject([{ person_id: zhao.id, name: '赵一', answered: true }])
  // between the import and the next look-up nobody is told through a phone that may be in other hands
  expect(boundTo('ou_workphone')).toBeNull()

  numbers['13900000099'] = 'ou_zhao'
  await lookUp()
  expect([boundTo('ou_workphone'), boundTo('ou_zhao')]).toEqual(['冯新', '赵一'])
  const from = inFeishu.length
  const second = await warns(RED('10时45'))
  expect(await owed(second)).toMatchObject([
    { person_id: feng.id, name: '冯新', account: 'ou_workphone', answered: false },
  ])
  expect(inFeishu.slice(from).map((s) => s.account)).toContain('ou_workphone')
  expect(inFeishu.slice(from).map((s) => s.account)).not.toContain('ou_zhao')
})

test('a browser signed in on that phone is signed out, and what waited for its account does not reach the successor', async () => {
  const zhao = await person('赵一')
  const who = await signIn(zhao, 'work phone')
  expect(await who()).toMatchObject({ personId: zhao.id })
  const later = new Date(w.clock.now().getTime() + 3600_000).toISOString()
  await w.db.execute(
    sql`insert into outbox (id, channel, account, person_id, priority, message, available_at, created_at)
      values (gen_random_uuid(), 'feishu', 'ou_workphone', ${zhao.id}, 3, '{"text":"甲坑村3户转移名单"}', ${later}, ${later})`,
  )
  await bring(handedFile('HAND-09-work-phone-handed-over.xlsx'))
  expect(await who()).toBeUndefined()
  await lookUp()
  w.clock.forward(120)
  await w.settle()
  expect(JSON.stringify(inFeishu)).not.toContain('转移名单')
  const revoked = await w.db.execute(
    sql`select data from ledger where change = 'account.revoked' and subject_id = ${zhao.id}`,
  )
  expect(JSON.stringify(revoked)).toContain('ou_workphone')
})

test('an account bound by a code on that phone goes as well, and is the successor’s by its number', async () => {
  await w.db.execute(sql`update accounts set how = 'code' where account = 'ou_workphone'`)
  await bring(handedFile('HAND-09-work-phone-handed-over.xlsx'))
  await lookUp()
  expect(boundTo('ou_workphone')).toBe('冯新')
})

describe('who is who', () => {
  const row = (
    name: string,
    phone: string,
    more: Partial<Record<'roles' | 'village' | 'active' | 'former', string>> = {},
  ) => [name, phone, more.roles ?? '信息员', more.village ?? '甲坑村', '', '', more.active ?? '', more.former ?? '']
  const people = async (rows: string[][], prune = false) => bring(await folder.book({ 人员: rows }), prune)

  test('the predecessor written as 停用 keeps name and history; the successor is somebody new', async () => {
    const zhao = await person('赵一')
    await people([row('冯新', '13900000011'), row('赵一', '', { active: '停用' })])
    expect(await person('赵一')).toMatchObject({ id: zhao.id, active: false, phone: null })
    expect((await person('冯新')).id).not.toBe(zhao.id)
  })

  test('a successor’s name alone is no renaming either: the predecessor stays without the number, and that is said', async () => {
    const zhao = await person('赵一')
    const { code, all } = await people([row('冯新', '13900000011')])
    expect(code).toBe(0)
    expect(all).toContain('表里没有“赵一”')
    expect(await person('赵一')).toMatchObject({ id: zhao.id, active: true, phone: null })
    expect((await person('冯新')).id).not.toBe(zhao.id)
  })

  test('the same person under a mended name, or one said to be the same by 曾用名, stays the same and keeps the account', async () => {
    await people([row('林小明', '13900000041')])
    const lin = await person('林小明')
    expect((await people([row('林晓明', '13900000041')])).all).toContain('按改名为“林晓明”处理')
    expect((await person('林晓明')).id).toBe(lin.id)
    const zhao = await person('赵一')
    expect((await people([row('冯新', '13900000011', { former: '赵一' })])).code).toBe(0)
    expect((await person('冯新')).id).toBe(zhao.id)
    expect(boundTo('ou_workphone')).toBe('冯新')
  })

  test('three who pass their phones round stay three people', async () => {
    const before = await Promise.all(['赵一', '钱二', '孙三'].map(person))
    await people([
      row('赵一', '13900000012'),
      row('钱二', '13900000013', { village: '乙坑村' }),
      row('孙三', '13900000011', { village: '丙坑村' }),
    ])
    for (const [i, name] of ['赵一', '钱二', '孙三'].entries()) {
      expect(await person(name)).toMatchObject({ id: before[i]!.id, phone: before[(i + 1) % 3]!.phone })
    }
    await lookUp()
    expect(boundTo('ou_workphone')).toBe('孙三')
  })

  test('a new number of one’s own: the account is looked up again, and kept until another is found', async () => {
    await people([row('赵一', '13900000077')])
    await lookUp()
    expect(boundTo('ou_workphone')).toBe('赵一')
    numbers = { '13900000077': 'ou_new' }
    await lookUp()
    expect([boundTo('ou_workphone'), boundTo('ou_new')]).toEqual([null, '赵一'])
  })

  test('an account that somebody in service bound by a code is not taken from them by a number', async () => {
    await w.db.execute(
      sql`insert into accounts (channel, account, person_id, how, bound_at) values ('feishu', 'ou_qian', ${(await person('钱二')).id}, 'code', ${w.clock.now().toISOString()})`,
    )
    numbers = { '13900000013': 'ou_qian' }
    await lookUp()
    expect(boundTo('ou_qian')).toBe('钱二')
  })
})

test('the proof of an old warning still says who was told, when the account is another’s now', async () => {
  const zhao = await person('赵一')
  const id = await warns(RED('10时05'))
  await w.db.execute(sql`update obligations set chat = 'oc_village' where warning_id = ${id}`)
  await w.db.execute(
    sql`update outbox set person_id = null, message = jsonb_set(message, '{mentions}', '["ou_workphone"]') where about_id = ${id} and account = 'ou_workphone'`,
  )
  const later = new Date(w.clock.now().getTime() + 10 * 60_000)
  expect((await verdictsOf(w.db, [id], later)).get(id)!.disagreements).toEqual([])
  await bring(handedFile('HAND-09-work-phone-handed-over.xlsx'))
  await lookUp()
  const verdict = (await verdictsOf(w.db, [id], later)).get(id)!
  expect(verdict.disagreements.filter((d) => d.personId === zhao.id)).toEqual([])
})
