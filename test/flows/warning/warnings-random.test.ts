/**
 * Random tales of alerts, changes and ends by chat, API and CAP, for county, township, villages and grids, in codes and in
 * words, cancelled before they come, said twice, against a model that knows only sets of grids: which colour of which kind is in force
 * where, who was called, who heard of an end. More by SEQUENCES, others by SEED.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULTS } from '#domain/settings.ts'
import { type Door, type Json, openDoor } from '../../api/door.ts'
import type { World } from '../../world/world.ts'

let d: Door
let w: World
beforeAll(async () => {
  d = await openDoor()
  w = d.world
  await w.gridCodes()
  await w.reloadRoster()
  // the clock stands while hundreds of tales ask: a minute's quota is not what is tried
  await w.setting('limits', { ...DEFAULTS.limits, requests_per_minute: 100_000 })
})
afterAll(() => w.close())

const VILLAGES = ['石岭村', '下坪村', '云峰村', '梅坑村'] as const
const KINDS = ['暴雨', '大风', '雷电', '地质灾害气象风险'] as const
const COLOURS = ['蓝色', '黄色', '橙色', '红色'] as const
const COLOUR = { 蓝色: 'blue', 黄色: 'yellow', 橙色: 'orange', 红色: 'red' } as const
const SEVERITY = { 蓝色: 'Minor', 黄色: 'Moderate', 橙色: 'Severe', 红色: 'Extreme' } as const
const SEQ = '一二三四五'
type Kind = (typeof KINDS)[number]
type Colour = (typeof COLOURS)[number]

/** A place as a message names it; grids are told by village and number. */
type Place = { in: 'county' | 'town' } | { village: string } | { village: string; seqs: number[] } | { but: string[] }
const place = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<Place>({ in: 'county' }, { in: 'town' }) },
  { weight: 3, arbitrary: fc.constantFrom(...VILLAGES).map((village): Place => ({ village })) },
  {
    weight: 2,
    arbitrary: fc.record({
      village: fc.constantFrom(...VILLAGES),
      seqs: fc.subarray([1, 2, 3, 4, 5], { minLength: 1, maxLength: 3 }),
    }),
  },
)
/** One broad place, all but some villages, or several villages and grids, each village once. */
const area = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<Place[]>([{ in: 'county' }], [{ in: 'town' }]) },
  {
    weight: 1,
    arbitrary: fc.subarray([...VILLAGES], { minLength: 1, maxLength: 2 }).map((but): Place[] => [{ but }]),
  },
  {
    weight: 6,
    arbitrary: fc.uniqueArray(
      place.filter((p): p is Extract<Place, { village: string }> => 'village' in p),
      { minLength: 1, maxLength: 3, selector: (p) => p.village },
    ) as fc.Arbitrary<Place[]>,
  },
)
const signal = fc.record({
  does: fc.constantFrom('issue', 'issue', 'change', 'go on', 'lift' as const),
  kind: fc.constantFrom(...KINDS),
  colour: fc.constantFrom(...COLOURS),
  /** A lift that leaves its place out. */
  bare: fc.boolean(),
  area,
})
type Signal = typeof signal extends fc.Arbitrary<infer T> ? T : never
const step = fc.record({
  door: fc.constantFrom('api', 'chat', 'cap' as const),
  signals: fc.array(signal, { minLength: 1, maxLength: 3 }).map(apart),
  says: fc.constantFrom('again', 'reused', 'early cancel', 'new', 'new', 'new', 'new', 'new' as const),
  style: fc.nat(5),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const two = (n: number) => String(n).padStart(2, '0')
const grids = () => w.roster.grids
const village = (name: string) => w.roster.villages.find((v) => v.name === name)!
/** Of one kind a message says each place once, and all of it only alone. */
function apart(signals: Signal[]): Signal[] {
  const wide = ({ area, does, bare }: Signal) => (does === 'lift' && bare) || !area.every((p) => 'village' in p)
  const named = ({ area }: Signal) => area.flatMap((p) => ('village' in p ? [p.village] : []))
  return signals.filter((s, i) =>
    signals
      .slice(0, i)
      .every((o) => o.kind !== s.kind || (!wide(s) && !wide(o) && !named(s).some((v) => named(o).includes(v)))),
  )
}
/** The grids of a place: the whole algebra of the model. */
const covers = (places: Place[]): Set<string> =>
  new Set(
    places.flatMap((p) =>
      grids()
        .filter((g) => {
          if ('in' in p) return true
          if ('but' in p) return !p.but.some((b) => village(b).code === g.villageCode)
          return g.villageCode === village(p.village).code && (!('seqs' in p) || p.seqs.includes(g.seq))
        })
        .map((g) => g.name),
    ),
  )
const villagesOf = (names: Iterable<string>) =>
  new Set(
    [...names].map((n) => {
      const { villageCode } = grids().find((g) => g.name === n)!
      return w.roster.villages.find((v) => v.code === villageCode)!.name
    }),
  )

function inWords(places: Place[], style: number): string {
  const said = places.map((p) => {
    if ('in' in p)
      return p.in === 'county' ? ['我县', '全县', '青溪县'][style % 3] : ['青溪镇', '全镇', '青溪镇各村'][style % 3]
    if ('but' in p) return style % 2 ? `青溪镇除${p.but.join('、')}外各村` : `除${p.but.join('、')}以外的各村`
    if ('seqs' in p)
      return style % 2
        ? p.seqs.map((s, i) => `${i ? '' : p.village}第${SEQ[s - 1]}网格`).join('、')
        : p.seqs.map((s) => `${p.village}第${SEQ[s - 1]}网格`).join('、')
    return p.village
  })
  const many = said.length > 1 && style % 2 ? `${said.slice(0, -1).join('、')}和${said.at(-1)}` : said.join('、')
  return style % 4 === 3 && 'village' in places[0]! ? `青溪镇${many}` : many
}
const inCodes = (places: Place[]): string[] =>
  places.flatMap((p) => {
    if ('in' in p) return p.in === 'county' ? ['350599'] : ['350599128000']
    if ('but' in p) return w.roster.villages.filter((v) => !p.but.includes(v.name)).map((v) => v.code)
    if ('seqs' in p) return p.seqs.map((s) => `${village(p.village).code}${String(s).padStart(3, '0')}`)
    return [village(p.village).code]
  })

/** What a signal says, told as one clause of a text. */
function clause(s: Signal & { from?: Colour; nowhere?: boolean }, style: number): string {
  const where = s.nowhere ? '' : inWords(s.area, style)
  if (s.does === 'lift') return `解除${where}${s.kind}${s.colour}预警信号`
  if (s.does === 'change' && s.from)
    return style % 2
      ? `将${where}${s.kind}${s.from}预警信号变更为${s.colour}`
      : `将${where}${s.kind}${s.from}预警信号${COLOURS.indexOf(s.from) < COLOURS.indexOf(s.colour) ? '升级' : '降级'}为${s.kind}${s.colour}预警信号`
  if (s.does === 'go on') return `继续发布${where}${s.kind}${s.colour}预警信号`
  return `发布${where}${s.kind}${s.colour}预警信号`
}
function text(signals: (Signal & { from?: Colour; nowhere?: boolean })[], minute: number, style: number): string {
  const head = `青溪县气象台2026年11月24日9时${two(minute)}分`
  if (signals.length === 1) {
    const [s] = signals as [Signal & { nowhere?: boolean }]
    if (s.does === 'issue' && style % 2)
      return `${head}发布${s.kind}${s.colour}预警信号：预计未来6小时${inWords(s.area, style)}将受影响，请注意防范。`
    return `${head}${clause(s, style)}，请注意防范。`
  }
  const clauses = signals.map((s) => clause(s, style))
  if (style < 2) return `${head}发布预警信息：${clauses.map((c, i) => `${'①②③'[i]}${c}`).join('；')}。`
  if (style < 4) return `${head}${clauses.join('；同时')}。`
  return `${clauses.map((c) => `${head}${c}。`).join('')}请注意防范。`
}
interface Cap {
  id: string
  type: 'Alert' | 'Update' | 'Cancel'
  follows: string[]
  minute: number
  infos: { kind: Kind; colour: Colour; codes: string[] }[]
}
function xml({ id, type, follows, minute, infos }: Cap): string {
  const at = (m: number) => `2026-11-24T09:${two(m)}:00+08:00`
  const info = infos.map(
    ({ kind, colour, codes }) =>
      `<info><language>zh-CN</language><category>Met</category><event>${kind}</event><urgency>Expected</urgency><severity>${SEVERITY[colour]}</severity><certainty>Likely</certainty><senderName>青溪县气象台</senderName><headline>${kind}预警</headline><area><areaDesc>范围</areaDesc>${codes.map((c) => `<geocode><valueName>AREACODE</valueName><value>${c}</value></geocode>`).join('')}</area></info>`,
  )
  const references = follows.length
    ? `<references>${follows.map((f) => `qingxi,${f},${at(0)}`).join(' ')}</references>`
    : ''
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>qingxi</sender><sent>${at(minute)}</sent><status>Actual</status><msgType>${type}</msgType><scope>Public</scope>${references}${info.join('')}</alert>`
}

/** What is in force where, by kind and grid: the colour, the message that brought it, and by which door. */
type Force = Map<string, { colour: Colour; by: string; cap: boolean }>
interface Tale {
  run: number
  at: number
  force: Record<Kind, Force>
  /** Each message of CAP as it was sent, by identifier. */
  sent: Map<string, Cap>
  /** What was said last of each kind: the same by another door within minutes is one signal, and calls nobody again. */
  said: Partial<Record<Kind, { colour: Colour; where: string; cap: boolean; change: boolean }>>
  last?: { door: Step['door']; body: string }
}

const held = (from: number) =>
  new Set(
    w.sent
      .slice(from)
      .filter((s) => s.chat?.startsWith('group:'))
      .flatMap((s) => VILLAGE_OF.get(s.chat!) ?? []),
  )
let VILLAGE_OF: Map<string, string>

async function post(door: 'api' | 'cap', body: string): Promise<{ status: number; body: Json }> {
  const path = door === 'cap' ? '/api/v1/warnings/cap?confirm=true' : '/api/v1/warnings'
  const answer = await d.ask(path, {
    method: 'POST',
    body: door === 'cap' ? body : { original: body, confirm: true },
    token: await d.as('feeder'),
    headers: { 'content-type': door === 'cap' ? 'application/cap+xml' : 'application/json' },
  })
  await w.settle()
  return answer
}
async function pasted(body: string): Promise<void> {
  const from = w.sent.length
  const officer = w.officer()
  await w.says(officer, `p2p:${officer.id}`, `发布预警 ${body}`)
  // several signals bring several cards, each confirmed on its own
  const cards = w.sent.slice(from).filter((s) => JSON.stringify(s.message.card ?? {}).includes('确认发布'))
  for (const card of new Map(cards.map((c) => [c.key, c])).values())
    await w.presses(officer, '确认发布', undefined, (s) => s.key === card.key)
}

/** The same as the model says it and as the station does: each grid with its kind and colour. */
const spread = (force: Record<Kind, Force>) =>
  KINDS.flatMap((kind) => [...force[kind]].map(([grid, { colour }]) => `${grid} ${kind} ${COLOUR[colour]}`)).sort()
async function standing(): Promise<string[]> {
  const { items } = (await d.ask('/api/v1/warnings?state=open&limit=500')).body as { items: Json[] }
  return items
    .flatMap((i) => {
      const named = [...i.villages.map((v: Json) => v.code)]
      const some = (i.area.grids ?? []) as string[]
      const all = !named.length && !some.length && !i.area.nowhere
      return grids()
        .filter((g) => all || named.includes(g.villageCode) || some.includes(g.id))
        .map((g) => `${g.name} ${i.event} ${i.colour}`)
    })
    .sort()
}

/** What may be a late copy of something by another way, after others have come, waits for its officer; the tale goes on without it. */
const copies = (body: Json | undefined): Set<string> =>
  new Set(
    [body, ...(body?.also ?? [])]
      .filter((x) => x?.state === 'draft' && x.doubts.some((q: Json) => q.flag === 'said_before'))
      .map((x) => x.event),
  )

/** What a message changes: grids that come under a colour, and grids where one ends. */
async function tell(t: Tale, s: Step): Promise<void> {
  t.at += 2
  const minute = t.at
  const from = w.sent.length
  const { door } = s
  let called = new Set<string>()
  let ended = new Set<string>()
  const put = (kind: Kind, colour: Colour, where: Set<string>, by: string, change: boolean) => {
    const said = { colour, where: [...where].sort().join(), cap: door === 'cap', change }
    const last = t.said[kind]
    t.said[kind] = said
    const stands = [...where].every((g) => t.force[kind].get(g)?.colour === colour)
    const same = last?.colour === colour && last.where === said.where && last.change === change
    if (stands && same && last.cap !== said.cap) return
    for (const g of where) t.force[kind].set(g, { colour, by, cap: door === 'cap' })
    called = new Set([...called, ...where])
  }
  /** An end of what stands nowhere it is for is told to all it is for; where another colour of its kind stands, to nobody yet. */
  const end = (kind: Kind, where: Set<string>, colour?: Colour) => {
    const here = [...t.force[kind]].filter(([g]) => where.has(g))
    const gone = here.filter(([, f]) => !colour || f.colour === colour).map(([g]) => g)
    for (const g of gone) t.force[kind].delete(g)
    ended = new Set([...ended, ...(here.length ? gone : where)])
  }

  if (s.says === 'again' && t.last) {
    // the very same message once more changes nothing and calls nobody
    if (t.last.door === 'chat') await pasted(t.last.body)
    else await post(t.last.door, t.last.body)
  } else if (door === 'cap') {
    const known = [...t.sent.keys()]
    if (s.says === 'reused' && known.length) {
      const old = t.sent.get(known[s.style % known.length]!)!
      const infos = old.infos.map((i) => ({ ...i, colour: COLOURS[(COLOURS.indexOf(i.colour) + 1) % 4]! }))
      const answer = await post('cap', xml({ ...old, minute, infos }))
      expect(answer.status).toBe(409)
    } else {
      const first = s.signals[0]!
      const kinds = s.signals.map((x) => x.kind)
      const on = kinds.flatMap((k) => [...t.force[k].values()])
      const id = `${t.run}-${minute}`
      if (s.says === 'early cancel' && kinds.every((k) => !t.force[k].size)) {
        const infos = [{ kind: first.kind, colour: first.colour, codes: inCodes(first.area) }]
        const cancel = await post(
          'cap',
          xml({ id: `${id}-c`, type: 'Cancel', follows: [id], minute: minute + 1, infos }),
        )
        expect(cancel.body.state).toBe('draft')
        const alert = await post('cap', xml({ id, type: 'Alert', follows: [], minute, infos }))
        expect(alert.body).toMatchObject({ state: 'draft', obligations: [] })
        t.at += 1
      } else {
        const does = on.length && on.every((f) => f.cap) ? first.does : 'issue'
        const type = does === 'lift' ? 'Cancel' : does === 'issue' ? 'Alert' : 'Update'
        const follows = type === 'Alert' ? [] : [...new Set(on.map((f) => f.by))]
        const infos = s.signals.map((x) => ({ kind: x.kind, colour: x.colour, codes: inCodes(x.area) }))
        const cap: Cap = { id, type, follows, minute, infos }
        const body = xml(cap)
        const answer = await post('cap', body)
        // what another door brought already is no new warning
        expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
        t.sent.set(id, cap)
        t.last = { door, body }
        const asked = copies(answer.body)
        for (const x of s.signals)
          if (type === 'Cancel') end(x.kind, covers(x.area))
          else if (!asked.has(x.kind)) put(x.kind, x.colour, covers(x.area), id, type === 'Update')
      }
    }
  } else {
    const signals = s.signals.map((x) => {
      const on = [...t.force[x.kind].values()]
      const colours = [...new Set(on.map((f) => f.colour))]
      // a change says from which colour, an end names one that stands; what stands in no place is issued
      if (x.does === 'issue' || !colours.length) return { ...x, does: 'issue' as const }
      const stands = colours[s.style % colours.length]!
      if (x.does === 'lift') return { ...x, colour: stands, nowhere: x.bare }
      if (x.does === 'change') {
        // a change is from one colour: where several stand, the message says 继续发布
        const inside = [...t.force[x.kind]].filter(([g]) => covers(x.area).has(g)).map(([, f]) => f.colour)
        const [from] = inside
        if (!from || from === x.colour || inside.some((c) => c !== from)) return { ...x, does: 'go on' as const }
        return { ...x, from }
      }
      return x
    })
    const body = text(signals, minute, s.style)
    t.last = { door, body }
    const answer = door === 'chat' ? undefined : await post('api', body)
    if (door === 'chat') await pasted(body)
    const asked = copies(answer?.body)
    for (const x of signals)
      if (x.does === 'lift') {
        const where = 'nowhere' in x && x.nowhere ? new Set(grids().map((g) => g.name)) : covers(x.area)
        end(x.kind, where, x.colour)
      } else if (!asked.has(x.kind)) put(x.kind, x.colour, covers(x.area), body, x.does !== 'issue')
  }

  expect(await standing(), t.last?.body).toEqual(spread(t.force))
  const heard = held(from)
  expect([...heard].sort(), `who heard of ${t.last?.body}`).toEqual([...villagesOf([...called, ...ended])].sort())
}

test('what is in force where, who is called and who hears of an end is what the sets say', async () => {
  VILLAGE_OF = new Map(w.roster.villages.map((v) => [w.groupOf(v.name), v.name]))
  const sequences = Number(process.env.SEQUENCES ?? 24)
  const seed = Number(process.env.SEED ?? 1)
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
      await w.allOver()
      w.clock.to(new Date('2026-11-24T10:00:00+08:00'))
      w.sent.length = 0
      const force = Object.fromEntries(KINDS.map((k) => [k, new Map()])) as Record<Kind, Force>
      const t: Tale = { run: ++run, at: 0, force, sent: new Map(), said: {} }
      for (const s of steps) await tell(t, s)
      // nobody owes an answer to what is over, and everybody of what stands is asked
      const open = (await d.ask('/api/v1/warnings?state=open&limit=500')).body.items as Json[]
      for (const { no } of open) {
        const { obligations, villages, area } = (await d.ask(`/api/v1/warnings/${no}`)).body
        const owed = new Set(obligations.filter((o: Json) => !o.ended_at).map((o: Json) => o.village?.name))
        const some = grids().filter((g) => area.grids?.includes(g.id))
        const of =
          villages.length || some.length
            ? [...villages.map((v: Json) => v.name), ...villagesOf(some.map((g) => g.name))]
            : w.roster.villages.map((v) => v.name)
        expect([...owed].sort(), no).toEqual([...new Set(of)].sort())
      }
    }),
    { numRuns: sequences, seed },
  )
}, 3_600_000)
