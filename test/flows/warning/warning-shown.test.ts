/** What the pages, the workbook and the evidence say of a warning is what was done, for whom it was done. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadEvidence, verdictOf } from '#db/warning/evidence.ts'
import { board } from '#src/pages/board.tsx'
import { callsPage } from '#src/pages/calls.tsx'
import { evidencePage } from '#src/pages/evidence.tsx'
import { shown } from '#src/pages/words.ts'
import { evidenceSheets, warningSheets } from '#src/sheets/warning.ts'
import { type Door, openDoor } from '../../api/door.ts'

let d: Door
beforeEach(async () => {
  d = await openDoor()
})
afterEach(() => d.world.close())

const ORIGINAL =
  '青溪县气象台11月24日9时50分发布地质灾害气象风险红色预警：预计未来6小时发生地质灾害的可能性很大，请注意防范。'
const issue = async (more: object): Promise<string> => {
  const { body } = await d.ask('/api/v1/warnings', {
    method: 'POST',
    body: { original: ORIGINAL, confirm: true, ...more },
    token: await d.as('officer'),
  })
  await d.world.settle()
  return body.id
}
const now = () => d.world.clock.now()
const facts = async (id: string) => (await loadEvidence(d.world.db, [id]))[0]!
const plain = (html: unknown) =>
  String(html)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const show = async (id: string) => shown(await facts(id), d.world.roster, now(), 'Asia/Shanghai')
const pages = async (id: string) => {
  const s = await show(id)
  return {
    board: plain(board(s, { links: false })),
    calls: plain(callsPage(s, { caller: false })),
    evidence: plain(evidencePage(s, { verdict: await verdictOf(d.world.db, id, now()), intact: true })),
  }
}
const workbook = async (id: string) => {
  const x = {
    db: d.world.db,
    context: await d.world.deps.context(),
    span: { from: new Date('2026-11-24T00:00:00+08:00'), to: new Date('2026-11-25T00:00:00+08:00') },
    full: false,
    drill: false,
  }
  const rows = [...(await warningSheets(x, id)), ...(await evidenceSheets(x))].slice(0, 5)
  return JSON.stringify(rows.map((s) => [s.head, s.rows]))
}

test.each([
  ['a grid', { grids: ['石岭村第三网格'] }, '石岭村第三网格'],
  ['a risk place', { places: ['石岭村青龙坑水库'] }, '石岭村青龙坑水库'],
  ['villages', { villages: ['石岭村', '下坪村'] }, '石岭村、下坪村'],
  ['everything', { villages: [] }, '全青溪镇'],
])('the area of a warning for %s is named alike on every page and sheet', async (_what, area, named) => {
  if ('places' in area) {
    const place = d.world.roster.places.find((p) => p.kind === '水库山塘')!
    area = { places: [place.id] }
    named = place.name
  }
  const id = await issue(area)
  for (const text of [...Object.values(await pages(id)), await workbook(id)]) {
    expect(text).toContain(named)
    if (named !== '全青溪镇') expect(text).not.toContain('全青溪镇')
  }
})

test('a warning for one grid leaves by CAP for its own village, not for the township', async () => {
  const id = await issue({ grids: ['石岭村第三网格'] })
  const { text } = await d.ask(`/api/v1/warnings/${id}/cap`)
  expect(text.match(/<areaDesc>[^<]*<\/areaDesc>/g)).toEqual(['<areaDesc>石岭村第三网格</areaDesc>'])
})

describe('a step is shown as done only where it was done', () => {
  const rings = (answer: (n: number) => string | undefined) => {
    let n = 0
    const usual = d.world.channel.answer
    d.world.channel.answer = (s) => {
      if (!s.urgent) return usual(s)
      const unbuzzed = answer(n++)
      return { kind: 'sent', id: `sent-${s.id}`, ...(unbuzzed ? { unbuzzed } : {}) }
    }
  }
  const phoned = async (id: string) => {
    await d.world.fastForward(5)
    const { board, evidence } = await pages(id)
    return { wall: /5分钟 加急电话 (.*?) 10分钟/.exec(board)![1]!, evidence, sheet: await workbook(id) }
  }

  test('calls that were all given', async () => {
    rings(() => undefined)
    const { wall, evidence } = await phoned(await issue({ villages: ['石岭村'] }))
    expect(wall).toMatch(/^已做 \d\d:\d\d$/)
    expect(evidence).toContain('加急电话：7人已做')
  })

  test('calls none of which was given: the wall, the evidence and the sheet say so, as the auditor does', async () => {
    rings(() => '230024')
    const id = await issue({ villages: ['石岭村'] })
    const { wall, evidence, sheet } = await phoned(id)
    expect(wall).not.toContain('已做')
    expect(wall).toContain('7人没打出去，请打电话')
    for (const text of [evidence, sheet]) expect(text).toContain('加急电话：7人没打出去')
    expect(await d.world.audit()).toBeGreaterThan(0)
  })

  test('some of them', async () => {
    rings((n) => (n < 2 ? '230024' : undefined))
    const { wall } = await phoned(await issue({ villages: ['石岭村'] }))
    expect(wall).toMatch(/^5人已做，2人没打出去，请打电话/)
  })

  test('messages of a step that still wait, or that the platform took none of, are not done either', async () => {
    const id = await issue({ villages: ['石岭村'] })
    d.world.channel.answer = () => ({ kind: 'refused', reason: 'target', code: '230013' })
    const { wall } = await phoned(id)
    expect(wall).not.toContain('已做')
    expect(wall).toContain('没发出去')
    await d.world.altered('outbox', { aboutId: id, step: 1 }, { state: 'queued', reason: null })
    expect(plain(board(await show(id), { links: false }))).toContain('加急电话 正在做')
  })
})
