/** What an officer settles of hazards in one sentence, and what is said of one that waits for the re-check or was told wrongly. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(async () => {
  await w.close()
})

const V = '双溪村'
const p2p = (who: { id: string }) => `p2p:${who.id}`
let key = 0
const withPhoto = () => ({ attachments: [{ kind: 'image' as const, key: String(++key).padStart(64, 'e') }] })
const group = () => w.groupOf(V)
const reporter = () => w.person('grid_member', V, 1)
const officer = () => w.officer()
const staff = () => w.person('station_staff')
const row = (no: string) => w.latest('records', { no })
const all = async () => (await w.rows('records', {})).length
const tells = (text: string, more = {}) => w.says(officer(), p2p(officer()), text, more)
const answer = (who: { id: string } = officer()) => w.to(p2p(who)).at(-1) ?? ''
const end = (no: string) => no.slice(-3)

/** A room of its own for each, so that nothing is said twice. */
let nth = 0
const rooms = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥春夏秋冬金木水火土日月星东南西北梅兰竹菊松柏']
async function hazard(what: string) {
  await w.says(reporter(), group(), `隐患：${V}${rooms[nth++]}家${what}`, withPhoto())
  const { no, ownerId } = await w.latest('records', { kind: 'hazard_report' })
  w.clock.forward(25)
  return { no, owner: w.roster.people.get(ownerId!)! }
}
/** No other hazard stands in the way of the next story. */
beforeEach(async () => {
  for (const { no } of await w.rows('records', { kind: 'hazard_report' }))
    await w.altered('records', { no }, { state: 'duplicate' })
  w.clock.forward(60)
})

describe('words of 交给 and 移交 with a hazard are of the hazard, no change of shifts', () => {
  test.each([
    'A、B也交给NAME',
    'A和B派给NAME',
    'A,B改派NAME',
    '安安，A B都给NAME负责',
    'A、B两条让NAME去弄',
    'A号、B号责任人改成NAME',
  ])('%s', async (said) => {
    const [one, two] = [await hazard('晒坝旁电杆倾斜'), await hazard('老井台盖板断裂')]
    const before = await all()
    await tells(said.replace('A', end(one.no)).replace('B', end(two.no)).replace('NAME', staff().name))
    expect([(await row(one.no)).ownerId, (await row(two.no)).ownerId]).toEqual([staff().id, staff().id])
    expect(answer()).toContain(one.no)
    expect(answer()).toContain(two.no)
    expect(await all()).toBe(before)
  })

  test('two hazards in one sentence, each its own', async () => {
    const [one, two] = [await hazard('晒坝旁电杆倾斜'), await hazard('楼道里灯坏了')]
    const before = await all()
    await tells(`${one.no} 交给${staff().name}，${two.no}是应急灯不亮`)
    expect((await row(one.no)).ownerId).toBe(staff().id)
    expect((await row(two.no)).fields.description).toBe('应急灯不亮')
    expect(await all()).toBe(before)
  })

  test.each([
    '黄桷树移交林业站，我们处理不了',
    '黄桷树那条移给林业站，我们弄不了',
    'NO移交林业站，不归我们管',
    '把NO移交给林业站',
    'NO转交林业站处理',
  ])('%s', async (said) => {
    const { no } = await hazard('校门口黄桷树枝干枯死')
    const before = await all()
    await tells(said.replace('NO', end(no)))
    expect(await row(no)).toMatchObject({ state: 'transferred', fields: { transferred_to: '林业站' } })
    expect(await all()).toBe(before)
  })

  test('a number that no hazard has is said so, and makes nothing', async () => {
    const before = await all()
    await tells(`098交给${staff().name}`)
    expect(answer()).toContain('没有找到')
    expect(await all()).toBe(before)
  })
})

describe('grade, owner and term in one sentence', () => {
  test.each([
    ['END定一般，NAME负责，3天内改完', '一般', true, 3],
    ['盖板那个也给NAME，一般，五天', '一般', true, 5],
    ['盖板那条定重大，派给NAME，48小时', '重大', true, 2],
    ['END期限改成12月3号', undefined, false, '2026-12-03'],
    ['盖板降成一般算了', '一般', false, undefined],
    ['盖板那个派NAME，后天下班前，一般', '一般', true, 2],
    ['NO 重大，NAME牵头，两周内', '重大', true, 14],
    ['END：交给NAME，期限12月3日，按一般办', '一般', true, '2026-12-03'],
    ['改派NAME，12月3日前', undefined, true, '2026-12-03'],
    ['盖板那条由NAME跟进，限3天', undefined, true, 3],
  ] as const)('%s', async (said, grade, given, term) => {
    const { no, owner } = await hazard('水渠边盖板断裂')
    const before = await all()
    await tells(said.replace('END', end(no)).replace('NO', no).replace('NAME', staff().name))
    const now = await row(no)
    if (grade) expect(now.fields.severity).toBe(grade)
    expect(now.ownerId).toBe(given ? staff().id : owner.id)
    const day = (n: number) => new Date(w.clock.now().getTime() + (8 + 24 * n) * 3600_000).toISOString().slice(0, 10)
    if (term) expect(now.dueOn).toBe(typeof term === 'number' ? day(term) : term.replace('2026', day(0).slice(0, 4)))
    expect(now.fields.extension).toBeUndefined()
    expect(answer()).toContain(no)
    expect(await all()).toBe(before)
  })

  test('of several one press says which, and all parts are done', async () => {
    const [one, two] = [await hazard('东头路灯不亮'), await hazard('西头路灯不亮')]
    await tells(`路灯那个给${staff().name}，一般，3天`)
    expect(answer()).toContain('说的是哪一条')
    const ask = w.sent.findLast((s) => s.message.text.includes('说的是哪一条'))!
    await w.presses(officer(), ask.message.card!.buttons!.find((b) => b.label.includes(two.no))!.label)
    expect(await row(two.no)).toMatchObject({ ownerId: staff().id, fields: { severity: '一般' } })
    expect((await row(one.no)).ownerId).toBe(one.owner.id)
  })
})
