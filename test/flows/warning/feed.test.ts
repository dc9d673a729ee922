/** The polled list of the national platform: drafts for the officer's card, once each, whatever the list does. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { onDuty } from '#domain/kernel/roster.ts'
import { isoIn } from '#domain/kernel/time.ts'
import { pollFeed } from '#jobs/feed.ts'
import { loadConfig } from '#src/config.ts'
import { startService } from '#src/service.ts'
import { type FakeFeed, startFeed } from '../../fakes/feed.ts'
import { freshDatabase } from '../../world/database.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
let feed: FakeFeed
beforeAll(async () => {
  feed = await startFeed()
})
afterAll(() => feed.stop())
beforeEach(async () => {
  w = await createWorld()
  feed.entries = []
  feed.answer = undefined
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const heard: { fields: object; message: string }[] = []
const log = { warn: (fields: object, message: string) => void heard.push({ fields, message }) }
const poll = async (areas: string[] = []) => {
  const made = await pollFeed({ ...w.deps, url: feed.url, areas, log })
  await w.settle()
  return made
}
const county = () => w.roster.station.code.slice(0, 6)
let serial = 0
/** An entry as the platform writes it, sent so many minutes ago. */
function entry(
  kind: string,
  colour: string,
  more: { ago?: number; region?: string; issuer?: string; text?: string } = {},
) {
  const { ago = 5, region = county(), issuer = '青溪县气象台' } = more
  const at = new Date(w.clock.now().getTime() - ago * 60_000)
  const local = isoIn(at, 'Asia/Shanghai')
  const said = `${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日${Number(local.slice(11, 13))}时${local.slice(14, 16)}分`
  serial += 1
  return {
    identifier: `${region}41600000_${local.slice(0, 19).replace(/[-T:]/g, '')}${serial % 10 ? `_${serial % 10}` : ''}`,
    headline: `${issuer}发布${kind}${colour}预警`,
    description: more.text ?? `${issuer}${said}发布${kind}${colour}预警信号：预计未来6小时全县有${kind}，请注意防范。`,
    sendTime: local.slice(0, 19).replace('T', ' '),
  }
}
const warnings = () => w.rows('warnings')
/** The list has a storm of the own county and a wind of another, and was asked once. */
async function polledOnce() {
  const storm = entry('暴雨', '橙色')
  feed.entries = [storm, entry('大风', '蓝色', { region: '110101', issuer: '东城区气象台' })]
  expect(await poll()).toBe(1)
  return storm
}

test('an entry of the own county waits on the officer’s card with its text unchanged; nobody else hears of it', async () => {
  const storm = await polledOnce()
  expect([...(await warnings())]).toMatchObject([
    { state: 'draft', original: storm.description, requestedBy: 'feed:12379', drill: false },
  ])
  expect(w.to(w.officer().id).at(-1)).toContain('待确认：暴雨橙色预警')
  const onDutyNow = onDuty(w.roster, w.clock.now(), 'officer').map((d) => d.person.id)
  expect(w.sent.every((s) => !s.chat && onDutyNow.includes(s.account!))).toBe(true)
})

test('asked again it says only whether something changed, and nothing is drafted twice', async () => {
  await polledOnce()
  expect(await poll()).toBe(0)
  expect(feed.asked.at(-1)).toEqual({ status: 304, conditional: true })
  feed.entries = [...feed.entries].reverse()
  expect(await poll()).toBe(0)
  feed.entries = [...feed.entries, ...feed.entries]
  expect(await poll()).toBe(0)
  expect([...(await warnings())]).toHaveLength(1)
})

test('confirmed by the officer it goes out; the same signal pasted or fed again is the same warning', async () => {
  const storm = await polledOnce()
  await w.presses(w.officer(), '确认发布')
  const [row] = await warnings()
  expect(row!.state).toBe('open')
  feed.entries = [{ ...storm, headline: `${storm.headline}（更正）` }]
  expect(await poll()).toBe(0)
  await w.says(w.officer(), `p2p:${w.officer().id}`, `发布预警 ${row!.original}`)
  expect(w.to(`p2p:${w.officer().id}`).at(-1)).toContain(`这条预警已经有了：${row!.no}`)
})

test('what came by another way first is known when the list brings it', async () => {
  const wind = entry('大风', '黄色')
  await w.says(w.officer(), `p2p:${w.officer().id}`, `发布预警 ${wind.description}`)
  feed.entries = [wind]
  expect(await poll()).toBe(0)
  const item = await w.latest('feedItems')
  expect(item).toMatchObject({ outcome: 'known', warningId: (await warnings()).at(-1)!.id })
})

test('old entries and other places’ are looked at once and left; one ahead of the clock is looked at again', async () => {
  w.clock.forward(1)
  feed.entries = [
    entry('高温', '橙色', { ago: 13 * 60 }),
    entry('高温', '红色', { ago: -3 * 60 }),
    entry('雷电', '黄色', { region: '320102', issuer: '玄武区气象台' }),
  ]
  expect(await poll()).toBe(0)
  const outcomes = await w.rows('feedItems', { seenAt: w.clock.now() })
  expect([...outcomes].map((o) => o.outcome).sort()).toEqual(['elsewhere', 'old'])
  expect(await poll()).toBe(0)
  w.clock.forward(3 * 60)
  expect(await poll()).toBe(1)
  expect(w.to(w.officer().id).at(-1)).toContain('高温红色')
})

describe('a list of any length, and in either encoding of the country', () => {
  /** GBK as a county's server writes it; two bytes a character, looked up through the decoder. */
  const gbk = (text: string) => {
    const decoder = new TextDecoder('gbk')
    const table = new Map<string, [number, number]>()
    for (let hi = 0x81; hi <= 0xfe; hi++)
      for (let lo = 0x40; lo <= 0xfe; lo++) table.set(decoder.decode(new Uint8Array([hi, lo])), [hi, lo])
    return new Uint8Array([...text].flatMap((c) => (c.charCodeAt(0) < 128 ? [c.charCodeAt(0)] : table.get(c)!)))
  }
  const answerWith = (body: Uint8Array | string, type = 'application/json') => {
    feed.answer = (_, res) => res.writeHead(200, { 'content-type': type }).end(body)
  }

  test.each(['application/json; charset=GBK', 'application/json'])('GBK is decoded: %s', async (type) => {
    const kind = type.includes('GBK') ? '霜冻' : '冰雹'
    const text = `青溪县气象台发布${kind}橙色预警信号：预计今夜全县有${kind}。`
    answerWith(gbk(JSON.stringify({ alertData: [entry(kind, '橙色', { text })] })), type)
    expect(await poll()).toBe(1)
    expect([...(await warnings())].at(-1)!.original).toBe(text)
  })

  test.each([
    [
      'bytes of no encoding known here',
      () => new Uint8Array([...Buffer.from('{"alertData":["'), 0xff, 0xff, 0x80, ...Buffer.from('"]}')]),
    ],
    [
      'characters broken on the way',
      () => JSON.stringify({ alertData: [entry('霜冻', '橙色', { text: '��Ϫ������̨������˪����ɫԤ��' })] }),
    ],
    [
      'UTF-8 taken for another',
      () =>
        JSON.stringify({
          alertData: [
            {
              ...entry('霜冻', '橙色', { text: Buffer.from('青溪县气象台发布霜冻橙色预警').toString('latin1') }),
              headline: Buffer.from('霜冻橙色预警').toString('latin1'),
            },
          ],
        }),
    ],
  ])('refused and told of, never drafted: %s', async (_what, body) => {
    const before = (await warnings()).length
    answerWith(body())
    expect(await poll()).toBe(0)
    expect((await warnings()).length).toBe(before)
    const row = await w.latest('feeds')
    expect(row.error).toMatch(/编码|读不懂/)
  })

  test('5,000 entries and more: ours are found, and others are served meanwhile', async () => {
    const far = (n: number) => ({
      ...entry('暴雨', '黄色', { region: '110101', issuer: '东城区气象台' }),
      identifier: `11010141600000_20261124${String(n).padStart(6, '0')}`,
      description: `东城区气象台发布暴雨黄色预警信号：${'预计未来6小时有强降雨，请注意防范。'.repeat(8)}${n}`,
    })
    const own = entry('大雾', '橙色', {
      text: `青溪县气象台发布大雾橙色预警信号：预计未来6小时有大雾。${'请注意行车安全。'.repeat(4000)}`,
    })
    feed.entries = [...Array.from({ length: 6_000 }, (_, n) => far(n)), own]
    let turns = 0
    let next: NodeJS.Immediate
    const turn = () => {
      turns++
      next = setImmediate(turn)
    }
    turn()
    expect(await poll()).toBe(1)
    clearImmediate(next!)
    expect([...(await warnings())].at(-1)!.original).toBe(own.description)
    expect(turns).toBeGreaterThan(60)
  })
})

describe('an entry of ours that cannot be read, among good ones', () => {
  const garbage = Buffer.from('青溪县气象台发布暴雪红色预警').toString('latin1')
  test.each([
    ['broken characters', (e: object) => ({ ...e, headline: garbage, description: garbage })],
    ['a time of no form', (e: object) => ({ ...e, sendTime: '昨天' })],
    ['no heading', (e: object) => ({ ...e, headline: 7 })],
  ])('is put before the officer once: %s', async (_what, broken) => {
    const entered = entry('暴雪', '红色')
    const own = broken(entered)
    const far = broken(entry('暴雪', '橙色', { region: '110101', issuer: '东城区气象台', text: '东城区' }))
    feed.entries = [far, own, entry('高温', '黄色', { region: '110101', issuer: '东城区气象台' })]
    const from = w.sent.length
    expect(await poll()).toBe(0)
    expect(await poll()).toBe(0)
    feed.entries = [...feed.entries].reverse()
    expect(await poll()).toBe(0)
    const told = w.to(w.officer().id, from)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('读不懂')
    expect(told[0]).toContain(entered.identifier)
    expect(told[0]).toContain('发布预警')
    expect(told[0]).not.toContain(garbage.slice(0, 4))
  })
})

test('the city’s, and whatever the settings name, is ours too', async () => {
  const neighbour = entry('森林火险', '红色', { region: '350525', issuer: '邻县气象台' })
  feed.entries = [entry('台风', '黄色', { region: `${county().slice(0, 4)}00`, issuer: '泉南市气象台' }), neighbour]
  expect(await poll()).toBe(1)
  await w.lost('feedItems', { outcome: 'elsewhere' })
  feed.entries = [neighbour, entry('雷电', '蓝色', { region: '350526', issuer: '远县气象台' })]
  expect(await poll(['350525'])).toBe(1)
})

test('an exercise of the list is a drill: its own number, its mark, never the real thing', async () => {
  feed.entries = [
    entry('暴雨', '红色', { text: '【演练】青溪县气象台发布暴雨红色预警信号：预计未来3小时有大暴雨。（演练）' }),
  ]
  expect(await poll()).toBe(1)
  const drill = [...(await warnings())].at(-1)!
  expect(drill).toMatchObject({ drill: true, state: 'draft' })
  expect(drill.no).toMatch(/^YLTZ-/)
  expect(w.to(w.officer().id).at(-1)).toMatch(/^【演练】/)
})

test('a flood of entries comes ten at a time, and none of it is lost', async () => {
  const kinds = [
    '暴雨',
    '暴雪',
    '寒潮',
    '大风',
    '沙尘暴',
    '高温',
    '干旱',
    '雷电',
    '冰雹',
    '霜冻',
    '大雾',
    '霾',
    '道路结冰',
  ]
  feed.entries = kinds.map((kind, i) => entry(kind, '红色', { ago: 30 + i }))
  const before = (await warnings()).length
  expect(await poll()).toBe(10)
  expect(await poll()).toBe(3)
  expect(await poll()).toBe(0)
  expect((await warnings()).length - before).toBe(13)
})

describe('hostile answers make no draft, lose nothing, and stop nothing', () => {
  const bad: [what: string, says: string, answer: NonNullable<FakeFeed['answer']>][] = [
    [
      'a page instead of the list',
      '答复读不懂',
      (_, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<html><script>alert(1)</script></html>'),
    ],
    ['not JSON', '答复读不懂', (_, res) => res.end('{"alertData":[')],
    ['JSON of another form', '答复读不懂', (_, res) => res.end('{"alertData":{"0":"x"}}')],
    ['nested without end', '答复读不懂', (_, res) => res.end('['.repeat(2_000_000))],
    ['an error', '对方答复 500', (_, res) => res.writeHead(500).end('oops')],
    ['a way elsewhere', '对方答复 302', (_, res) => res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    [
      'larger than any list',
      '答复太大',
      (_, res) => {
        res.writeHead(200)
        const chunk = 'x'.repeat(1024 * 1024)
        for (let i = 0; i < 33; i++) res.write(chunk)
        res.end()
      },
    ],
    [
      'cut off in the middle',
      '连接不上',
      (_, res) => {
        res.writeHead(200, { 'content-length': '1000' })
        res.write('{"alertData":')
        setTimeout(() => res.destroy(), 20)
      },
    ],
    ['nothing at all', '连接不上', (req) => void req.socket.destroy()],
    [
      'times that are none',
      '答复读不懂',
      (_, res) => res.end(JSON.stringify({ alertData: [{ ...entry('暴雨', '红色'), sendTime: '昨天下午' }] })),
    ],
  ]
  test.each(bad)('%s', async (_, says, answer) => {
    const before = (await warnings()).length
    feed.answer = answer
    expect(await poll()).toBe(0)
    expect((await warnings()).length).toBe(before)
    expect((await w.latest('feeds')).error).toContain(says)
  })

  test('a bad entry beside good ones keeps back none of them', async () => {
    feed.entries = [
      null,
      7,
      { identifier: 'x' },
      entry('洪水', '橙色'),
      { ...entry('暴雨', '红色'), sendTime: '2026-13-40 99:99:99' },
    ]
    expect(await poll()).toBe(1)
    expect(heard.at(-1)!.message).toContain('cannot be read')
  })

  test('markup in a text is text', async () => {
    feed.entries = [
      entry('山洪', '橙色', {
        text: '青溪县气象台发布山洪橙色预警信号：<img src=x onerror=alert(1)>预计未来6小时有山洪。',
      }),
    ]
    expect(await poll()).toBe(1)
    expect([...(await warnings())].at(-1)!.original).toContain('<img src=x onerror=alert(1)>')
  })
})

test('dead for an hour, the officer is told once; when it answers again, on the same card', async () => {
  await poll()
  feed.answer = (req) => void req.socket.destroy()
  const from = w.sent.length
  await poll()
  for (let i = 0; i < 11; i++) {
    w.clock.forward(5)
    await poll()
  }
  expect(w.to(w.officer().id, from)).toEqual([])
  w.clock.forward(5)
  await poll()
  w.clock.forward(5)
  await poll()
  expect(w.to(w.officer().id, from)).toHaveLength(1)
  expect(w.to(w.officer().id, from)[0]).toContain('预警源连不上')
  feed.answer = undefined
  const alarms = w.sent.slice(from).map((s) => `sent-${s.id}`)
  await poll()
  expect(w.to(w.officer().id, from).at(-1)).toContain('预警源已恢复')
  // the alarm itself changes: nobody reads it later as if it stood
  expect(alarms).toContain(w.sent.at(-1)!.edit)
})

test('entries that left the list long ago are forgotten', async () => {
  await polledOnce()
  expect(await w.rows('feedItems')).not.toHaveLength(0)
  feed.entries = []
  w.clock.forward(31 * 24 * 60)
  await poll()
  expect(await w.rows('feedItems')).toHaveLength(0)
})

test('the service asks the list where FEED_URL is set, and nobody else', async () => {
  const { url, drop } = await freshDatabase('demo')
  const dataDir = await mkdtemp(join(tmpdir(), 'anan-feed-'))
  feed.entries = []
  const env = { PORT: '0', PARTS: 'jobs', DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: 'silent' }
  const asked = feed.asked.length
  const off = await startService(loadConfig(env), pino({ level: 'silent' }))
  await off.stop()
  expect(feed.asked.length).toBe(asked)
  const on = await startService(loadConfig({ ...env, FEED_URL: feed.url }), pino({ level: 'silent' }))
  await expect.poll(() => feed.asked.length, { timeout: 10_000 }).toBeGreaterThan(asked)
  await on.stop()
  await drop()
  await rm(dataDir, { recursive: true, force: true })
})

test('an entry with what no text can hold neither stops the list nor keeps the next from its draft', async () => {
  const before = (await warnings()).length
  const dirty = entry('冰雹', '橙色')
  feed.entries = [
    { ...dirty, description: dirty.description.replace('，', '\u0000，\ud83d'), headline: `${dirty.headline}\u0000` },
    { ...entry('大雾', '黄色'), identifier: 'NUL\u0000\udc00' },
    entry('寒潮', '黄色'),
  ]
  await poll()
  const made = [...(await warnings())].slice(before).map((m) => m.original)
  expect(made).toEqual(expect.arrayContaining([dirty.description, expect.stringContaining('寒潮')]))
})
