/** The loop in people's own words: which hazard is meant, what is said of it, by whom; nothing new is made of what names one that is known. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
/** A room of its own for each, so that nothing is said twice. */
let nth = 0
const rooms = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥']
const photo = () => ({ kind: 'image' as const, key: String(++key).padStart(64, 'f') })
const withPhoto = () => ({ attachments: [photo()] })
const group = () => w.groupOf(V)
const reporter = () => w.person('grid_member', V, 1)
const other = () => w.person('grid_member', V, 4)
const officer = () => w.officer()
const row = (no: string) => w.latest('records', { no })
const stateOf = async (no: string) => (await row(no)).state
const count = async () => (await w.rows('records', { kind: 'hazard_report' })).length
const tells = (text: string, more = {}) => w.says(officer(), p2p(officer()), text, more)
const answer = (who = officer()) => w.to(p2p(who)).at(-1) ?? ''
const shows = (no: string) => (s: { message: object }) => JSON.stringify(s.message).includes(no)

/** A hazard of a spot and a thing that no other has. */
async function hazard(what: string, laterMin = 25) {
  await w.says(reporter(), group(), `隐患：${V}${what}`, withPhoto())
  const { no, ownerId } = await w.latest('records', { kind: 'hazard_report' })
  w.clock.forward(laterMin)
  return { no, owner: w.roster.people.get(ownerId!)! }
}
async function toRecheck(what: string) {
  const h = await hazard(what)
  await w.says(h.owner, p2p(h.owner), `${h.no} 整改完成`, withPhoto())
  expect(await stateOf(h.no)).toBe('recheck')
  w.clock.forward(25)
  return h
}
/** Nothing that waits for a re-check is left over from other stories. */
async function settled() {
  for (const r of await w.rows('records', { kind: 'hazard_report', state: 'recheck' }))
    await w.altered('records', { no: r.no }, { state: 'looked_back' })
}

describe('复查 in other words', () => {
  test.each([
    '复查合格，销号',
    '复查没问题，可以销号',
    '复验过了',
    '现场看了已经整改到位',
    '验收合格，准予销号',
    '去看过了，弄好了，销了吧',
    '核查无误，同意闭环',
    '现场核过，装得牢，同意销号',
    '复查合格，关了',
    '去看过了，没问题，结了吧',
  ])('%s passes the only one that waits', async (said) => {
    await settled()
    const { no, owner } = await toRecheck(`${said.length}组磨坊传动轴没有罩`)
    const before = await count()
    // nobody passes their own, whatever the words
    await w.says(owner, p2p(owner), said)
    expect(await stateOf(no)).toBe('recheck')
    await tells(said)
    expect(await stateOf(no)).toBe('cleared')
    expect(await count()).toBe(before)
  })

  test('of several one press says which; by its place and thing it is not asked for', async () => {
    await settled()
    const one = await toRecheck('榨油坊门口井盖破了')
    const two = await toRecheck('晒谷坪电线垂下来')
    await tells('复查合格，可以销号')
    expect([await stateOf(one.no), await stateOf(two.no)]).toEqual(['recheck', 'recheck'])
    const ask = w.sent.findLast((s) => s.message.text.includes('说的是哪一条'))!
    const label = ask.message.card!.buttons!.find((b) => b.label.includes(one.no))!.label
    await w.presses(officer(), label)
    expect([await stateOf(one.no), await stateOf(two.no)]).toEqual(['cleared', 'recheck'])
    await tells('晒谷坪那条复查没问题，销号')
    expect(await stateOf(two.no)).toBe('cleared')
  })
})

describe('退回 keeps why', () => {
  test.each([
    ['退回，护栏没装牢', '护栏没装牢'],
    ['不行，还在漏，重弄', '还在漏'],
    ['螺丝没拧紧，打回去重做', '螺丝没拧紧'],
    ['复验没过，接头还在滴水', '接头还在滴水'],
    ['退回接头没有包好', '接头没有包好'],
    ['验收不合格：少装一个', '少装一个'],
    ['返工，水泥没干透', '水泥没干透'],
  ])('%s', async (said, why) => {
    await settled()
    const { no, owner } = await toRecheck(`${said.length}号泵房管子漏水`)
    const from = w.sent.length
    await tells(said)
    expect(await stateOf(no)).toBe('rectifying')
    expect(w.to(owner.id, from).join()).toContain(why)
  })
})

test('先莫销，只换了一块 of whoever told of it: not mended yet, and the owner and the officers hear it', async () => {
  await settled()
  const { no, owner } = await toRecheck('老粉坊踏板烂了')
  const from = w.sent.length
  await w.says(reporter(), group(), '先莫销，只换了一块')
  expect(await stateOf(no)).toBe('rectifying')
  expect(w.to(owner.id, from).join()).toContain('只换了一块')
})

describe('那条 names one that is known', () => {
  test.each([
    ['碾米房那条开始整改了', 'rectifying'],
    ['碾米房那个已经安排人去弄了', 'rectifying'],
    ['碾米房那条移交公路站', 'transferred'],
    ['把碾米房那个隐患移交给供电所办理', 'transferred'],
    ['碾米房那条转执法', 'enforcement'],
    ['碾米房那条不属实，门是好的', 'untrue'],
  ])('%s', async (said, state) => {
    const { no } = await hazard(`碾米房${rooms[nth++]}号皮带没有护罩`)
    const before = await count()
    await tells(said)
    expect(await stateOf(no)).toBe(state)
    expect(await count()).toBe(before)
    await w.altered('records', { no }, { state: 'looked_back' })
  })

  test.each([
    '那条清好了',
    '渡口那个弄好了',
    '上次报的渡口那条已经修好了',
    '渡口的栏杆焊牢了',
    '渡口那处隐患整改完了，照片在这',
    '这条搞定',
  ])('%s of its owner, with a photo, waits for the re-check', async (said) => {
    const { no, owner } = await hazard(`${rooms[nth++]}号渡口栏杆松动`)
    for (const r of await w.rows('records', { kind: 'hazard_report', ownerId: owner.id }))
      if (r.no !== no) await w.altered('records', { no: r.no }, { state: 'looked_back' })
    const before = await count()
    await w.says(owner, p2p(owner), said, withPhoto())
    expect(await stateOf(no)).toBe('recheck')
    expect(await count()).toBe(before)
  })

  test('where none fits it is said so, and nothing new is made', async () => {
    const before = await count()
    await tells('飞机场那条移交住建')
    expect(answer()).toContain('没有找到您说的那条隐患')
    expect(await count()).toBe(before)
  })
})

describe('begun, promised, done', () => {
  test.each([
    '今天进场开工了',
    '师傅已经在弄了',
    '已安排人去修了',
    '开始整改了，预计三天弄完',
    '材料到了，工人在换',
    '先拉了警戒线',
  ])('%s has begun and is not done', async (said) => {
    const { no, owner } = await hazard(`老戏台${said.length}号柱子开裂`)
    await w.says(owner, p2p(owner), `${no} ${said}`, withPhoto())
    expect(await stateOf(no)).toBe('rectifying')
    await w.altered('records', { no }, { state: 'looked_back' })
  })
  test.each(['还没弄好', '明天弄完', '材料没到', '争取周五前修好', '希望尽快弄好', '还差两个没换'])(
    '%s is no completion',
    async (said) => {
      const { no, owner } = await hazard(`老祠堂${said.length}号柱子开裂`)
      await w.says(owner, p2p(owner), `${no} ${said}`, withPhoto())
      expect(['registered', 'rectifying']).toContain(await stateOf(no))
      await w.altered('records', { no }, { state: 'looked_back' })
    },
  )
})

describe('又堵上了', () => {
  test.each(['又堵上了', '村口涵洞又堵上了', '涵洞那条又堵死了', '涵洞又堵了，跟没弄一样'])(
    '%s before the re-check refuses it, after closing opens it; owner, officer and reporter hear',
    async (said) => {
      for (const r of await w.rows('records', { kind: 'hazard_report' }))
        await w.altered('records', { no: r.no }, { state: 'duplicate' })
      const { no, owner } = await toRecheck(`${rooms[nth++]}组村口涵洞堵塞`)
      const before = await count()
      for (const last of ['recheck', 'cleared'] as const) {
        await w.altered('records', { no }, { state: last })
        const from = w.sent.length
        await w.says(other(), p2p(other()), said)
        expect(await stateOf(no)).toBe('rectifying')
        expect(w.to(owner.id, from).join()).toContain(no)
        expect(w.to(officer().id, from).join()).toContain(no)
        expect(w.to(group(), from).join()).toContain(no)
        expect(await count()).toBe(before)
      }
    },
  )
})

describe('the grade', () => {
  test('by 更多处理, and in words', async () => {
    const { no } = await hazard('茶厂锅炉没有检验')
    await w.presses(officer(), '更多处理', undefined, shows(no))
    await w.presses(officer(), '定为重大', undefined, shows(no))
    expect((await row(no)).fields.severity).toBe('重大')
    for (const [said, grade] of [
      ['茶厂那条还是按一般办', '一般'],
      ['茶厂那条按重大管理', '重大'],
      ['茶厂锅炉那个够不上重大', '一般'],
      ['茶厂锅炉定重大', '重大'],
      [`${no} 降为一般隐患`, '一般'],
      [`${no} 列为重大`, '重大'],
    ] as const) {
      const before = await count()
      await tells(said)
      expect((await row(no)).fields.severity).toBe(grade)
      expect(await count()).toBe(before)
    }
    // 定重大 alone of what waits for it
    const waits = await hazard('纸厂烟囱倾斜，怀疑重大隐患')
    expect(await stateOf(waits.no)).toBe('suspected')
    for (const r of await w.rows('records', { kind: 'hazard_report', state: 'suspected' }))
      if (r.no !== waits.no) await w.altered('records', { no: r.no }, { state: 'looked_back' })
    await tells('定重大')
    expect(await row(waits.no)).toMatchObject({ state: 'registered', fields: { severity: '重大' } })
  })
})

describe('who answers for it', () => {
  test('by name, by village, by a department that has nobody here', async () => {
    const { no, owner } = await hazard('酒坊地窖没有通风')
    const to = w.person('station_staff')
    for (const said of ['交给NAME改', '由NAME负责', '责任人改为NAME', '改由NAME跟进', '让NAME去装', '转给NAME']) {
      await w.altered('records', { no }, { ownerId: owner.id })
      await tells(`酒坊那条${said.replace('NAME', to.name)}`)
      expect((await row(no)).ownerId, said).toBe(to.id)
    }
    await tells('酒坊那条归村里')
    expect((await row(no)).ownerId).toBe(w.person('info_officer', V).id)
    await tells('酒坊那条改由水利站负责')
    expect(await stateOf(no)).toBe('registered')
    await w.presses(officer(), '移交水利站')
    expect(await row(no)).toMatchObject({ state: 'transferred', fields: { transferred_to: '水利站' } })
  })
})

describe('set right', () => {
  test('说错了，是一指宽: what was said of it stays, and its place', async () => {
    const { no } = await hazard('5号晒楼墙上裂了一条缝，两指宽', 1)
    const { fields: was } = await row(no)
    await w.says(reporter(), group(), '说错了，是一指宽')
    const { fields } = await row(no)
    expect(fields.place).toBe(was.place)
    expect(fields.description).toBe(`${was.description}（更正为：一指宽）`)
  })

  test.each(['发错了，撤销', '报错了，作废'])('%s takes it back and changes nothing of it', async (said) => {
    const { no } = await hazard(`${said.length}${said[0]}号碾槽围栏松了`, 1)
    const { fields: was } = await row(no)
    await w.says(reporter(), group(), said)
    expect(await row(no)).toMatchObject({ state: 'withdrawn', fields: was })
  })

  test('不是3号是5号, 地点错了: the hazard changes, nobody is alarmed', async () => {
    const { no } = await hazard('3号仓库门锁坏了')
    const before = (await w.rows('records', {})).length
    await w.says(reporter(), p2p(reporter()), '不是3号是5号')
    expect((await row(no)).fields.place).toContain('5号')
    await w.says(reporter(), p2p(reporter()), '仓库那条地点错了，在石岭村')
    expect(await row(no)).toMatchObject({
      fields: { village: '石岭村' },
      ownerId: w.person('info_officer', '石岭村').id,
    })
    await w.says(reporter(), p2p(reporter()), `${no} 位置写错了，是在下坪村水塔下`)
    expect((await row(no)).fields.place).toBe('下坪村水塔下')
    expect((await w.rows('records', {})).length).toBe(before)
  })
})

test('photos of each turn stand where they were: the work of the last turn is 整改后 still, that of the new one too', async () => {
  const { no, owner } = await toRecheck('豆腐坊烟道堵塞')
  await tells(`${no} 复查通过`)
  w.clock.forward(30)
  await w.says(other(), p2p(other()), `${no} 又堵了`, withPhoto())
  w.clock.forward(30)
  await w.says(owner, p2p(owner), '豆腐坊那条清好了', withPhoto())
  expect(await stateOf(no)).toBe('recheck')
  const shown = w.sent.findLast((s) => s.account === officer().id && shows(no)(s))!
  expect(JSON.stringify(shown.message)).toContain('整改前2张，整改后2张')
})

describe('questions', () => {
  test('by grade, village, owner, department, state and term', async () => {
    const { no, owner } = await hazard('粉干厂燃气软管老化')
    await tells(`${no} 定重大`)
    const asks = async (text: string) => {
      await tells(text)
      return answer()
    }
    expect(await asks('重大隐患有几条')).toContain(no)
    expect(await asks('双溪还有几条没整改')).toContain(no)
    expect(await asks('双溪还有几条没整改')).not.toContain('石岭村')
    expect(await asks('快到期的有哪些')).toContain('3天内到期')
    expect(await asks(`${owner.name}负责的有几条`)).toContain(no)
    expect(await asks('粉干厂那条谁在改')).toContain(owner.name)
    await tells(`${no} 移交水利站`)
    expect(await asks('水利站负责的有几条')).toContain(no)
    expect(await asks('哪几条是重大的')).toContain(no)
    expect(await asks('三天内到期的有几条')).toContain('3天内到期')
    expect(await asks('一般隐患有几条')).not.toContain(no)
  })
})

test('what reports a hazard, or tells of an event, is none of these words', async () => {
  for (const text of ['隐患：双溪村渔场护栏又松了', '双溪村水磨坊后面电线又搭在铁皮上了']) {
    const before = await count()
    await w.says(reporter(), group(), text)
    expect(await count()).toBe(before + 1)
  }
  await w.says(reporter(), group(), '双溪村挡墙又垮了，压了一台车，有人受伤')
  expect((await w.latest('records', { kind: 'disaster_report' })).text).toContain('压了一台车')
})
