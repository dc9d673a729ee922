/** Callouts, supplies, shelters, inspections, activities, changes of shifts and instructions: kept, answered, listed, exported, corrected; in a drill too. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fieldsOf } from '#domain/reading/fields/of.ts'
import { normalise, withoutInjection } from '#domain/reading/normalise.ts'
import { compileGazetteer, whereIn } from '#domain/reading/places.ts'
import type { Intent } from '#domain/reading/reading.ts'
import type { RecordKind } from '#domain/record/record.ts'
import { exportFile } from '#src/cli/export.ts'
import { readSheets } from '#src/sheets/workbook.ts'
import { type Door, openDoor } from '../api/door.ts'
import { openFolder } from '../people/books.ts'
import type { World } from '../world/world.ts'

let door: Door
let w: World
beforeAll(async () => {
  door = await openDoor()
  w = door.world
  readAs(new Map([...KINDS.map(([kind, says]) => [says, kind as Intent] as const), ...MORE]))
})
/** Read as what it is meant to be: this is about what follows. */
function readAs(meant: ReadonlyMap<string, Intent>): void {
  const { read } = w.intakeDeps
  w.intakeDeps.read = (event, person, context, before) => {
    const plain = event.text.replace(/^【演练】/, '')
    const intent = meant.get(plain)
    const reading = read(event, person, context, before)
    if (!intent || reading.intent === intent) return reading
    const whole = withoutInjection(normalise(plain))
    const people = [...context.roster.people.values()].map((p) => p.name)
    const places = compileGazetteer({ villages: context.roster.villages, people })
    const message = { text: whole, whole, sentAt: '2026-11-24T16:30:00+08:00', where: whereIn(whole, places), places }
    return {
      ...reading,
      intent,
      ask: [],
      drill: plain !== event.text,
      ...fieldsOf(intent, { ...message, note: () => {} }),
    }
  }
}
afterAll(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const member = () => w.person('grid_member', '石岭村')
const group = () => w.groupOf('石岭村')
const rows = (kind: RecordKind) => w.rows('records', { kind })
/** What somebody says, and what the group and the officer on duty read of it. */
async function said(text: string, who = member(), chat = group()) {
  w.clock.forward(1)
  const from = w.sent.length
  await w.says(who, chat, text)
  return { answer: w.to(chat, from).join('\n'), officer: w.to(w.officer().id, from).join('\n') }
}

/** A line a kind: what is said, how it begins to be answered, what is kept, and where it is listed. */
const KINDS: readonly [kind: RecordKind, says: string, answer: RegExp, fields: object, path: string][] = [
  [
    'callout',
    '救援队14人2台车出发，前往石岭村',
    /^已记队伍出动 CD-\d{8}-001：出动 救援队 14人 2辆车，地点石岭村。$/,
    { step: '出动', people: 14, vehicles: 2 },
    'callouts',
  ],
  [
    'supplies',
    '领用沙袋200条，去向石岭村',
    /^已记物资 WZ-\d{8}-001：领用 沙袋200条，去向石岭村/,
    { action: '领用', items: [{ name: '沙袋', quantity: 200, unit: '条' }], to: '石岭村' },
    'supplies',
  ],
  [
    'shelter',
    '石岭村小学避灾点现住12户38人，还缺被子',
    /^已记安置点 BZ-\d{8}-001：在住 石岭村小学避灾点 38人 12户/,
    { people: 38, households: 12, needs: ['被子'] },
    'shelters',
  ],
  [
    'inspection',
    '今天应急站检查了永旺超市，灭火器过期，责令三日内整改',
    /^已记检查 JC-\d{8}-001：永旺超市 不合格 责令整改，问题灭火器过期，检查人应急站，期限/,
    { unit: '永旺超市', action: '责令整改' },
    'inspections',
  ],
  [
    'activity',
    '今天在石岭村小学开展防溺水宣传，参加学生126人',
    /^已记活动 HD-\d{8}-001：宣传 防溺水宣传 126人，地点石岭村小学/,
    { kind: '宣传', people: 126 },
    'activities',
  ],
  [
    'duty_change',
    '申请换班：11月28日夜班由赖德顺替我，孩子发烧',
    /^已记换班 HB-\d{8}-001：申请.*改由赖德顺，日期11月28日，班次夜班.*值班表还没有改/,
    { to: ['赖德顺'], shift: '夜班' },
    'duty-changes',
  ],
  [
    'instruction',
    '批示：请水利站三天内把溢洪道清出来',
    /^已记批示交办 PS-\d{8}-001，已转值班员。$/,
    { to: ['水利站'] },
    'instructions',
  ],
]

const MORE: readonly (readonly [says: string, intent: Intent])[] = [
  ['领用沙袋20条、雨衣6件，送李家村', 'supplies'],
  ['不是20条是30条', 'supplies'],
  ['村部安置点现住38人', 'shelter'],
  ['更正：村部安置点是36人', 'shelter'],
  ['批示：请农业站明天上午报受灾面积', 'instruction'],
  ['批示：请林业站周五前查清火源', 'instruction'],
  ['更正：批示改为请林业站11月30日前查清火源', 'instruction'],
  ['今晚夜班我请假，发烧', 'duty_change'],
]

describe.each(KINDS)('%s', (kind, says, answer, fields, path) => {
  // only leaders and officers give instructions
  const teller = () => (kind === 'instruction' ? w.leader() : member())
  test('is kept under a number of its own, and the answer says what was kept', async () => {
    expect((await said(says, teller())).answer).toMatch(answer)
    const [record, ...more] = await rows(kind)
    expect(more).toEqual([])
    expect(record).toMatchObject({ state: 'filed', drill: false, reporterId: teller().id, text: says, fields })
  })

  test('is listed at its door, and its sheet holds it', async () => {
    const { body } = await door.ask(`/api/v1/${path}`)
    expect(body.items).toMatchObject([{ kind, text: says, counted: true }])
    const folder = await openFolder()
    const file = folder.path()
    await exportFile(
      path,
      file,
      { db: w.db },
      { tz: 'Asia/Shanghai', dataDir: 'nowhere' },
      { full: false, drill: false, now: w.clock.now(), actor: 'test' },
    )
    const [sheet] = Object.values(await readSheets(file))
    expect(sheet).toHaveLength(2)
    expect(sheet![1]).toContain(says)
    await folder.close()
  })

  test('said in a drill it has a number of the drills, and counts nowhere', async () => {
    const { answer: told } = await said(`【演练】${says}`, teller())
    expect(told).toMatch(/YL[A-Z]{2}-\d{8}-001/)
    expect(await w.rows('records', { kind, drill: true })).toHaveLength(1)
    expect((await door.ask(`/api/v1/${path}?drill=false`)).body.items).toHaveLength(1)
  })
})

describe('what was told wrong', () => {
  test('不是20条是30条 mends the one thing that is meant, and leaves the others', async () => {
    await said('领用沙袋20条、雨衣6件，送李家村')
    const record = (await rows('supplies')).at(-1)!
    const { answer } = await said('不是20条是30条')
    expect(answer).toContain(`已改：物资 沙袋30条、雨衣6件（${record.no}）`)
    expect((await rows('supplies')).at(-1)).toMatchObject({
      id: record.id,
      fields: {
        items: [
          { name: '沙袋', quantity: 30, unit: '条' },
          { name: '雨衣', quantity: 6, unit: '件' },
        ],
      },
    })
  })

  test('a number of people in a shelter is corrected, and stays one record', async () => {
    await said('村部安置点现住38人')
    const before = await rows('shelter')
    expect((await said('更正：村部安置点是36人')).answer).toContain('已改：人数 36人')
    const after = await rows('shelter')
    expect(after).toHaveLength(before.length)
    expect(after.at(-1)!.fields).toMatchObject({ people: 36 })
  })
})

describe('an instruction', () => {
  const leader = () => w.leader()

  test('is put before the officer on duty in private: who is to do what until when; the group is told its number alone', async () => {
    const { answer, officer } = await said('批示：请林业站周五前查清火源', leader())
    expect(answer).toMatch(/^已记批示交办 PS-\d{8}-\d{3}，已转值班员。$/)
    expect(officer).toContain('请林业站周五前查清火源')
    expect(officer).toMatch(/承办.*林业站/s)
    expect(officer).toMatch(/期限.*11月27日/s)
    expect(officer).toContain(leader().name)
  })

  test('is read at its door by officers and leaders, and by no other token', async () => {
    const status = async (role: 'officer' | 'leader' | 'reader') =>
      (await door.ask('/api/v1/instructions', { token: await door.as(role) })).status
    expect([await status('officer'), await status('leader'), await status('reader')]).toEqual([200, 200, 403])
  })

  test('corrected, the officer reads it as it is now', async () => {
    const { officer } = await said('更正：批示改为请林业站11月30日前查清火源', leader())
    expect(officer).toMatch(/期限.*11月30日/s)
  })

  test('said in private, it is answered with what was understood', async () => {
    const { answer } = await said('批示：请农业站明天上午报受灾面积', leader(), `p2p:${leader().id}`)
    expect(answer).toMatch(/^已记批示交办 PS-.*承办农业站.*已转值班员。$/)
  })
})

test('whoever asks for leave from a shift is not taken to be at it', async () => {
  const officer = w.officer()
  await said('今晚夜班我请假，发烧', officer)
  const present = (await rows('check_in')).filter((r) => r.reporterId === officer.id)
  expect(present).toEqual([])
})
