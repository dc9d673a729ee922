/** Whatever is done around messages is a fact like any other: recorded by the one writer, with its line in the ledger. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noteShown } from '#db/flow/ledger.ts'
import { addToken, findToken, revokeToken } from '#db/flow/tokens.ts'
import { changeSetting } from '#db/roster/settings.ts'
import { RULES } from '#domain/kernel/fact.ts'
import { fetchMedia } from '#jobs/media.ts'
import { syncMembers } from '#jobs/members.ts'
import { has } from '../world/rows.ts'
import { createWorld, recordingChannel, type World } from '../world/world.ts'

let w: World
let mediaDir: string
beforeAll(async () => {
  w = await createWorld('demo', ['feishu'])
  mediaDir = await mkdtemp(join(tmpdir(), 'anan-media-'))
})
afterAll(async () => {
  await w.close()
  await rm(mediaDir, { recursive: true, force: true })
})

const linesOf = (change: string) => w.rows('ledger', { change: has(change) })

test('a token that is given and ended stands in the ledger, without what it is known by', async () => {
  const token = { id: uuidv7(), name: '县平台', role: 'reader' as const, hash: 'f'.repeat(64) }
  expect(await addToken(w.db, token, w.clock.now())).toBe(0)
  expect(await addToken(w.db, { ...token, id: uuidv7(), hash: 'e'.repeat(64) }, w.clock.now())).toBe(1)
  expect(await findToken(w.db, token.hash, w.clock.now())).toMatchObject({ name: '县平台' })
  expect(await revokeToken(w.db, '没有这个', w.clock.now())).toBe(0)
  expect(await revokeToken(w.db, '县平台', w.clock.now())).toBe(2)
  expect(await findToken(w.db, token.hash, w.clock.now())).toBeUndefined()
  const lines = await linesOf('token.')
  expect(lines.map((l) => [l.change, l.actor, l.rules])).toEqual([
    ['token.made', 'cli:token', RULES],
    ['token.made', 'cli:token', RULES],
    ['token.revoked', 'cli:token', RULES],
    ['token.revoked', 'cli:token', RULES],
  ])
  expect(lines[0]!.data).toMatchObject({ id: token.id, name: '县平台', role: 'reader' })
  expect(JSON.stringify(lines)).not.toContain('ffff')
})

test('a setting changed by somebody stands there with what it was', async () => {
  await changeSetting(w.db, 'sensitive_words', ['上访'], 'token:管理员', w.clock.now())
  await changeSetting(w.db, 'sensitive_words', null, 'token:管理员', w.clock.now())
  const lines = (await linesOf('setting.changed')).slice(-2)
  expect(lines).toMatchObject([
    { actor: 'token:管理员', data: { name: 'sensitive_words', value: ['上访'], was: null }, rules: RULES },
    { actor: 'token:管理员', data: { name: 'sensitive_words', value: null, was: ['上访'] }, rules: RULES },
  ])
})

test('a photo that is kept stands there with its hash, under its report and as a drill where that is one', async () => {
  const member = w.person('grid_member', '双溪村')
  const look = {
    media: async (_: string, key: string) => ({
      bytes: Buffer.from(`photo ${key}`),
      type: key === 'odd' ? 'application/octet-stream' : 'image/jpeg',
    }),
    accounts: async () => new Map<string, string>(),
    members: async () => [],
  }
  const channels = new Map([['web', { ...recordingChannel().channel, look }]])
  const fetch = () => fetchMedia({ db: w.db, channels, mediaDir, now: w.clock.now, log: { warn() {} } })
  const sends = (text: string, key: string) =>
    w.says(member, w.groupOf('双溪村'), text, { attachments: [{ kind: 'image', key }] })
  await sends('双溪村2组后山滑坡，路断了', 'real')
  await sends('【演练】隐患：双溪村下街消防通道被杂物堵住', 'drill')
  await fetch()
  const found = await Promise.all(
    ['real', 'drill'].map(async (key) => {
      const { id, hash, recordId } = await w.latest('attachments', { key })
      const { drill } = await w.latest('records', { id: recordId! })
      return { id, hash, recordId, drill }
    }),
  )
  expect(found.map((f) => f.drill)).toEqual([false, true])
  expect(await linesOf('attachment.kept')).toMatchObject(
    found.map((f) => ({
      actor: 'anan',
      subjectId: f.recordId,
      drill: f.drill,
      rules: RULES,
      data: { id: f.id, hash: f.hash, media: 'image/jpeg' },
    })),
  )
  await sends('双溪村下街积水到膝盖', 'odd')
  await fetch()
  expect(await linesOf('attachment.lost')).toMatchObject([{ actor: 'anan', data: { why: 'type not kept' } }])
})

test('who came into a group chat and who left it stands there, and nothing where nobody did', async () => {
  const village = w.roster.groups.find((g) => g.name.startsWith('石岭村'))!
  await w.event({
    type: 'joined',
    channel: 'feishu',
    eventId: 'joined-1',
    at: w.clock.now().toISOString(),
    chat: { id: 'oc_1', kind: 'group', name: village.name },
  })
  let here = ['ou_a', 'ou_b']
  const look = {
    media: async () => ({ bytes: new Uint8Array(), type: '' }),
    accounts: async () => new Map<string, string>(),
    members: async () => here.map((account) => ({ account, name: account })),
  }
  const channels = new Map([['feishu', { ...recordingChannel('feishu').channel, look }]])
  const sync = () => syncMembers({ db: w.db, channels, now: w.clock.now, log: { warn: () => {} } })
  expect(await sync()).toBe(1)
  expect(await sync()).toBe(0)
  here = ['ou_b', 'ou_c']
  expect(await sync()).toBe(1)
  expect((await linesOf('members.changed')).map((l) => l.data)).toMatchObject([
    { channel: 'feishu', chat: 'oc_1', joined: ['ou_a', 'ou_b'], left: [] },
    { channel: 'feishu', chat: 'oc_1', joined: ['ou_c'], left: ['ou_a'] },
  ])
  await w.reloadRoster()
  expect([...w.roster.members.get('feishu oc_1')!].sort()).toEqual(['ou_b', 'ou_c'])
})

test('whole numbers shown again within the hour are one line; later they are another', async () => {
  const shown = () =>
    noteShown(w.db, { what: 'people', subject: { id: null }, actor: 'token:县平台', now: w.clock.now() })
  const lines = async () => (await linesOf('phones.shown')).filter((l) => l.data.what === 'people')
  await shown()
  await shown()
  expect(await lines()).toHaveLength(1)
  w.clock.forward(61)
  await shown()
  expect(await lines()).toMatchObject([
    { actor: 'token:县平台', subjectId: null, drill: false, rules: RULES, data: { what: 'people' } },
    { actor: 'token:县平台', subjectId: null, drill: false, rules: RULES, data: { what: 'people' } },
  ])
})
