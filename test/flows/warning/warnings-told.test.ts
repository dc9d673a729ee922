/** Messages about warnings by whatever door they come: what stands where after the last of them, and who was called. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pollFeed } from '#jobs/feed.ts'
import { type Door, type Json, openDoor } from '../../api/door.ts'
import { type FakeFeed, startFeed } from '../../fakes/feed.ts'
import type { World } from '../../world/world.ts'
import { type Coded, FIRST, SECOND, type Step, type Told } from './warnings-told.ts'

let d: Door
let w: World
let feed: FakeFeed
beforeAll(async () => {
  d = await openDoor()
  w = d.world
  feed = await startFeed()
  const named = { method: 'PUT', body: { value: { names: ['青溪县', '泉南市'] } } }
  expect((await d.ask('/api/v1/settings/above', named)).status).toBe(200)
})
afterAll(async () => {
  await feed.stop()
  await w.close()
})
beforeEach(async () => {
  await w.allOver()
  w.clock.to(new Date('2026-11-24T10:00:00+08:00'))
})

let serial = 0
const two = (n: number) => String(n).padStart(2, '0')
const code = (name: string) => w.roster.villages.find((v) => v.name === name)?.code ?? name
function xml({ id, type = 'Alert', follows, minute = 0, infos }: Coded, run: number): string {
  const at = (m: number) => `2026-11-24T09:${two(m)}:00+08:00`
  const info = infos
    .map(({ event, severity = 'Moderate', codes = [], desc = '范围', headline, more = '' }) => {
      const geocodes = codes.map((c) => `<geocode><valueName>AREACODE</valueName><value>${code(c)}</value></geocode>`)
      const area =
        codes.length || desc !== '范围' ? `<area><areaDesc>${desc}</areaDesc>${geocodes.join('')}</area>` : ''
      return `<info><language>zh-CN</language><category>Met</category><event>${event}</event><urgency>Expected</urgency><severity>${severity}</severity><certainty>Likely</certainty><senderName>青溪县气象台</senderName><headline>${headline ?? `${event}预警`}</headline>${more}${area}</info>`
    })
    .join('')
  const references = follows ? `<references>qingxi,${run}-${follows},${at(0)}</references>` : ''
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${run}-${id}</identifier><sender>qingxi</sender><sent>${at(minute)}</sent><status>Actual</status><msgType>${type}</msgType><scope>Public</scope>${references}${info}</alert>`
}

/** A message comes by its door; an officer's and the list's are confirmed where they are offered. */
async function comes(step: Step, run: number): Promise<void> {
  const from = w.sent.length
  const post = async (path: string, body: unknown, type = 'application/json') => {
    const got = await d.ask(path, {
      method: 'POST',
      body,
      token: await d.as('feeder'),
      headers: { 'content-type': type },
    })
    expect(got.status, got.text).toBe(201)
  }
  const confirm = async () => {
    const asked = w.sent
      .slice(from)
      .some(
        (s) =>
          s.message.card?.buttons?.some((b) => b.label === '确认发布') ||
          s.message.card?.form?.submit.label === '确认发布',
      )
    if (asked) await w.presses(w.officer(), '确认发布')
  }
  if (typeof step === 'string') await post('/api/v1/warnings', { original: step, confirm: true })
  else if ('original' in step) await post('/api/v1/warnings', { ...step, confirm: true })
  else if ('cap' in step) await post('/api/v1/warnings/cap?confirm=true', xml(step.cap, run), 'application/cap+xml')
  else if ('officer' in step) {
    const { id } = w.officer()
    await w.says(w.officer(), `p2p:${id}`, step.officer)
    await confirm()
  } else {
    serial += 1
    const { region, headline, text } = step.feed
    feed.entries = [
      {
        identifier: `${region}41600000_202611240940${two(serial)}`,
        headline,
        description: text,
        sendTime: `2026-11-24 09:40:${two(serial)}`,
      },
    ]
    await pollFeed({ ...w.deps, url: feed.url, areas: [], log: { warn() {} } })
    await w.settle()
    await confirm()
  }
  await w.settle()
}

const gridsOf = (name: string) => {
  const village = w.roster.villages.find((v) => v.name === name)
  const found = w.roster.grids.filter((g) => (village ? g.villageCode === village.code : g.name === name))
  expect(found, name).not.toEqual([])
  return found.map((g) => g.name)
}
/** Which grid has which colours of which kind, one line each. */
const spread = (lines: string[]) =>
  lines
    .flatMap((line) => {
      const [kind, colour, places] = line.split(' ') as [string, string, string]
      const grids = places === 'all' ? w.roster.grids.map((g) => g.name) : places.split('、').flatMap(gridsOf)
      return [...new Set(grids)].map((g) => `${g} ${kind} ${colour}`)
    })
    .sort()
async function standing(): Promise<string[]> {
  const { items } = (await d.ask('/api/v1/warnings?state=open&limit=500')).body as { items: Json[] }
  return items
    .filter((i) => !i.area.nowhere)
    .map((i) => {
      const names = [
        ...i.villages.map((v: Json) => v.name),
        ...w.roster.grids.filter((g) => i.area.grids?.includes(g.id)).map((g) => g.name),
      ]
      return `${i.event} ${i.colour} ${names.length ? names.join('、') : 'all'}`
    })
}

let run = 0
async function told({ steps, stands, held, card, or }: Told): Promise<void> {
  run += 1
  let from = 0
  for (const step of steps) {
    from = w.sent.length
    await comes(step, run)
  }
  const now = await standing()
  const right = [stands, ...(or ? [or] : [])].map(spread)
  if (!right.some((r) => r.join() === spread(now).join())) expect(now).toEqual(stands)
  if (held) expect(w.sent.slice(from).filter((s) => s.chat?.startsWith('group:'))).toEqual([])
  if (held) expect(w.to(w.officer().id, from).join('\n')).toMatch(card ?? /预警/)
  else if (card) expect(w.to(w.officer().id, from).join('\n')).toMatch(card)
}

describe('as they are really written', () => {
  test.each([...FIRST, ...SECOND].map((t) => [t.what, t] as const))('%s', (_, t) => told(t))
})
