/** What each token may see, over every read the API has: restricted matter, drills nobody was told of, whole numbers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TOKEN_ROLES, type TokenRole } from '#domain/kernel/access.ts'
import { type Door, openDoor } from './door.ts'

const PHONE = '13987654321'
const SENSITIVE = '疑似投毒'
const SURPRISE = '夜间拉动'
const MAY: Record<'restricted' | 'unannounced' | 'phones', TokenRole[]> = {
  restricted: ['admin', 'officer'],
  unannounced: ['admin'],
  phones: ['admin'],
}

let d: Door
let paths: string[]
/** Every id and number that anything here may be asked by. */
const refs: Record<string, string[]> = {}

beforeAll(async () => {
  d = await openDoor()
  const w = d.world
  const member = w.person('info_officer', '石岭村')
  await w.says(member, w.groupOf('石岭村'), `石岭村2组鱼塘死鱼，${SENSITIVE}，3人不舒服，联系人电话${PHONE}`, {
    attachments: [{ kind: 'image', key: 'restricted.jpg' }],
  })
  await w.says(member, w.groupOf('石岭村'), `石岭村村部进水3户，联系人张三，电话${PHONE}`)
  const leader = w.leader()
  await w.says(leader, `p2p:${leader.id}`, `发布双盲演练 ${SURPRISE}：22时各应急救援队员到镇政府集合`)
  const rows = [...(await w.rows('records')), ...(await w.rows('warnings')), ...(await w.rows('broadcasts'))]
  const files = await w.rows('attachments')
  refs.ref = rows.flatMap((r) => [r.id, r.no])
  refs.id = files.map((f) => f.id)
  refs.name = ['limits', 'sensitive_words']
  const { body } = await d.ask('/openapi.json')
  paths = Object.entries(body.paths as Record<string, object>)
    .filter(([path, ops]) => path.startsWith('/api/v1/') && 'get' in ops)
    .flatMap(([path]) => {
      const name = /\{(\w+)\}/.exec(path)?.[1]
      return name
        ? (refs[name] ?? []).map((ref) => path.replace(`{${name}}`, ref))
        : [`${path}?limit=500`, ...(/warnings$/.test(path) ? [`${path}?drill=true`] : [])]
    })
})
afterAll(() => d.world.close())

const seen = async (token: string) => {
  const said: { path: string; text: string }[] = []
  for (const path of paths) {
    const { status, text } = await d.ask(path, { token })
    expect([path, [200, 403, 404].includes(status)]).toEqual([path, true])
    if (status === 200) said.push({ path, text })
  }
  return said
}

test('the walk looks at every kind of read', () => {
  for (const noun of [
    'reports',
    'warnings',
    'drills',
    'ledger',
    'outbox',
    'people',
    'accounts',
    'attachments',
    'sessions',
  ])
    expect([noun, paths.some((p) => p.startsWith(`/api/v1/${noun}`))]).toEqual([noun, true])
})

describe.each(Object.keys(TOKEN_ROLES) as TokenRole[])('a token of role %s', (role) => {
  test('sees of every matter what the one table says, wherever it stands', async () => {
    const said = await seen(await d.as(role))
    const where = (words: string) => said.filter((s) => s.text.includes(words)).map((s) => s.path)
    if (MAY.restricted.includes(role)) expect(where(SENSITIVE).length).toBeGreaterThan(0)
    else expect(where(SENSITIVE).filter((p) => !p.includes('settings'))).toEqual([])
    if (MAY.unannounced.includes(role)) expect(where(SURPRISE).length).toBeGreaterThan(0)
    else expect(where(SURPRISE)).toEqual([])
    if (MAY.phones.includes(role)) expect(where(PHONE).length).toBeGreaterThan(0)
    else expect(said.filter((s) => /(?<![\da-f-])1[3-9]\d{9}(?![\da-f])/.test(s.text)).map((s) => s.path)).toEqual([])
  })
})

test('once a drill without notice is on, everybody who reads warnings may see it', async () => {
  const w = d.world
  const leader = w.leader()
  const other = '凌晨集结'
  const read = async () => (await d.ask('/api/v1/drills', { token: await d.as('reader') })).text
  await w.says(leader, `p2p:${leader.id}`, `发布双盲演练 ${other}：23时各应急救援队员到镇政府集合`)
  expect(await read()).not.toContain(other)
  await w.presses(leader, '确认发布', { area: 'team' }, (s) => JSON.stringify(s.message).includes(other))
  expect(await read()).toContain(other)
})

test('every read of whole numbers leaves a line, whatever list they stood in; a masked one leaves none', async () => {
  const lines = async (actor: string) =>
    (await d.rows('ledger', { change: 'phones.shown', actor })).map((l) => l.data.what)
  d.world.clock.forward(61)
  const [before, masked] = [(await lines('token:admin')).length, (await lines('token:officer')).length]
  const token = await d.as('admin')
  // what is sent out is masked already, a grid has no number
  for (const path of ['people', 'reports', 'ledger?limit=500', 'duty', 'grids', 'outbox?state=settled'])
    await d.ask(`/api/v1/${path}`, { token })
  expect((await lines('token:admin')).slice(before)).toEqual(['people', 'reports', 'ledger', 'duty'])
  for (const path of ['people', 'reports', 'ledger?limit=500', 'duty'])
    await d.ask(`/api/v1/${path}`, { token: await d.as('officer') })
  expect(await lines('token:officer')).toHaveLength(masked)
})
