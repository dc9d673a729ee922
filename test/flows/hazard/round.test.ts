/** The morning's round: everybody hears of all that is theirs in one message, each thing exactly once, and it goes upwards until it is done. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepUp } from '#jobs/upkeep.ts'
import { createWorld, type World } from '../../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
  // what the demo station has of its own is over
  await w.altered('records', { kind: 'hazard_report' }, { state: 'withdrawn' })
})
afterEach(async () => {
  expect(w.errors).toEqual([])
  await w.close()
})

const DAY = 24 * 60
const p2p = (who: { id: string }) => `p2p:${who.id}`
let key = 0
const photo = () => ({ kind: 'image' as const, key: String(++key).padStart(64, 'e') })
const group = () => w.groupOf('双溪村')
const reporter = () => w.person('grid_member', '双溪村', 1)
async function hazard(what: string) {
  await w.says(reporter(), group(), `隐患：双溪村${what}`, { attachments: [photo()] })
  const row = await w.latest('records', { kind: 'hazard_report' })
  return { no: row.no, id: row.id, owner: w.roster.people.get(row.ownerId!)! }
}
/** Reminders are messages of their own in private: neither an answer nor a card that changes. */
const morning = (who: { id: string }, from: number) =>
  w.sent
    .slice(from)
    .filter(
      (s) =>
        s.account === who.id &&
        !s.edit &&
        /^(?:隐患(?:提醒|超期|今天|将到期|待复查|该回头看)|疑似重大隐患待定级)/.test(s.message.text),
    )
const words = (all: ReturnType<typeof morning>) => all.map((s) => JSON.stringify(s.message))

test('twenty due on one day are one message that lists all', async () => {
  const places = [...'甲乙丙丁戊己庚辛壬癸'].flatMap((x) => [`${x}字1号仓库电线裸露`, `${x}字2号楼灭火器过期`])
  const nos: string[] = []
  for (const what of places) nos.push((await hazard(what)).no)
  const { owner } = await hazard('村部门口井盖破损')
  const from = w.sent.length
  await w.fastForward(4 * DAY)
  const [one, ...more] = morning(owner, from)
  expect(more).toEqual([])
  expect(one!.message.text).toBe('隐患提醒 21条')
  for (const no of nos) expect(JSON.stringify(one!.message)).toContain(no)
})

test('overdue goes upwards step by step: owner and officers, the 安监办主任, the leader in charge; then the officer decides by a sheet', async () => {
  const director = w.person('station_staff', undefined, 5)
  const leader = w.person('town_leader')
  await w.setting('hazard_overdue', { director: director.name, leader: leader.name, again_days: 7, task_days: 10 })
  const { no, owner } = await hazard('砖厂电箱没有门')
  const heard = async (days: number) => {
    const from = w.sent.length
    await w.fastForward(days * DAY)
    const of = (who: { id: string }) => words(morning(who, from)).filter((t) => t.includes(no)).length
    const officers = w.sent.slice(from).filter((s) => s.message.text.includes('请决定转执法还是上报'))
    return { owner: of(owner), director: of(director), leader: of(leader), task: officers.length > 0 }
  }
  // due on 1 December
  expect(await heard(7)).toEqual({ owner: 3, director: 0, leader: 0, task: false })
  expect(await heard(1)).toEqual({ owner: 1, director: 0, leader: 0, task: false })
  expect(await heard(2)).toEqual({ owner: 1, director: 1, leader: 0, task: false })
  expect(await heard(4)).toEqual({ owner: 1, director: 1, leader: 1, task: false })
  expect(await heard(3)).toMatchObject({ task: true })
  expect(await heard(4)).toMatchObject({ owner: 1, director: 1, leader: 1, task: false })
  const notes = (await w.rows('ledger', { change: 'record.noted' })).filter((l) => l.data.note === 'hand_over_task')
  expect(notes).toHaveLength(1)
})

test('what waits for an officer is said each morning: to be graded, to be looked at again, to be looked back at', async () => {
  const grave = await hazard('大坝渗水，重大隐患')
  const done = await hazard('凉亭柱子开裂')
  await w.says(done.owner, p2p(done.owner), `${done.no} 整改完成`, { attachments: [photo()] })
  let from = w.sent.length
  await w.fastForward(DAY)
  const officers = () => [...new Set(w.roster.shifts.filter((s) => s.post === 'officer').map((s) => s.personId))]
  const told = () => officers().flatMap((id) => words(morning({ id }, from)))
  expect(told().some((t) => t.includes(grave.no) && t.includes('待定级'))).toBe(true)
  expect(told().some((t) => t.includes(done.no) && t.includes('待复查'))).toBe(true)
  const officer = w.officer()
  await w.says(officer, p2p(officer), `${grave.no} 不属实`)
  await w.says(officer, p2p(officer), `${done.no} 复查通过`)
  await w.setting('hazard_days', { look_back: 3, extension: 7 })
  const again = await hazard('戏台楼梯松动')
  await w.says(again.owner, p2p(again.owner), `${again.no} 整改完成`, { attachments: [photo()] })
  await w.says(officer, p2p(officer), `${again.no} 复查通过`)
  from = w.sent.length
  await w.fastForward(3 * DAY)
  const back = w.sent.slice(from).filter((s) => !s.edit && JSON.stringify(s.message).includes('隐患该回头看了'))
  expect(back.length).toBeGreaterThan(0)
  expect(new Set(back.map((s) => s.account)).size).toBe(back.length)
  expect(JSON.stringify(back[0]!.message)).toContain('没有反弹')
  await w.says(officer, p2p(officer), `${again.no} 没有反弹`)
  from = w.sent.length
  await w.fastForward(9 * DAY)
  expect(w.sent.slice(from).filter((s) => JSON.stringify(s.message).includes(again.no))).toEqual([])
})

test('a round that is worked off at night tells of 重大 alone; the others are told in the morning, none twice', async () => {
  const { no, owner } = await hazard('仓库电线裸露')
  const grave = await hazard('后山挡墙外鼓，重大隐患')
  await w.says(w.officer(), p2p(w.officer()), `${grave.no} 定为重大`)
  // the machine was off from before nine until the night: 27 November, 23:30
  const from = w.sent.length
  w.clock.to(new Date('2026-11-28T15:30:00Z'))
  await w.fastForward(1)
  const night = words(morning(owner, from))
  expect(night).toHaveLength(1)
  expect(night[0]).toContain(grave.no)
  expect(night[0]).not.toContain(no)
  await w.fastForward(8 * 60)
  const all = words(morning(owner, from))
  expect(all.filter((t) => t.includes(no))).toHaveLength(1)
  expect(all.filter((t) => t.includes(grave.no))).toHaveLength(1)
})

test('a month in which the station goes off and comes back: each reminder once, those of days that were missed in the next', async () => {
  const { no, id, owner } = await hazard('水塔爬梯锈断')
  const from = w.sent.length
  await w.fastForward(3 * DAY)
  // off for two days over the day three days before the term
  w.clock.forward(2 * DAY)
  for (let day = 0; day < 25; day++) {
    await w.fastForward(DAY)
    // its round is lost, and found missing by whoever looks every ten minutes
    if (day === 12) {
      await w.lost('deadlines', { kind: 'hazard.round', doneAt: null })
      await keepUp({ ...w.deps, log: { error: (fields) => void w.errors.push({ fields, message: 'upkeep' }) } })
    }
  }
  const lines = words(morning(owner, from)).filter((t) => t.includes(no))
  const notes = (await w.rows('ledger', { subjectId: id, change: 'record.noted' })).filter(
    (l) => l.data.note === 'reminded',
  )
  expect(lines).toHaveLength(notes.length)
  // no two on one day
  expect(new Set(notes.map((l) => l.at.toISOString().slice(0, 10))).size).toBe(notes.length)
  // T-3 (late, after the station came back), T-1, T, T+1, T+3, T+7, T+10 (the task), T+14, T+21
  expect(notes.map((l) => l.data.data.late)).toEqual([0, 0, 0, 1, 3, 7, 10, 14, 21])
})

test('of a drill nobody is reminded; a stranger’s found true has owner, term and round like any other', async () => {
  await w.says(reporter(), group(), '【演练】隐患：双溪村祠堂电线裸露', { attachments: [photo()] })
  const drill = await w.latest('records', { kind: 'hazard_report' })
  await w.says({ id: 'passer-by', name: '路人' }, group(), '隐患：双溪村桥头护栏断了，重大隐患')
  const { no } = await w.latest('records', { kind: 'hazard_report' })
  await w.presses(w.officer(), '属实，登记', undefined, (s) => JSON.stringify(s.message).includes(no))
  const found = await w.latest('records', { no })
  expect(found).toMatchObject({ state: 'suspected', fields: { severity: '疑似重大' }, dueOn: '2026-11-27' })
  expect(found.ownerId).toBeTruthy()
  const from = w.sent.length
  await w.fastForward(8 * DAY)
  const said = w.sent.slice(from).map((s) => JSON.stringify(s.message))
  expect(said.some((t) => t.includes(no))).toBe(true)
  expect(said.filter((t) => t.includes(drill.no))).toEqual([])
})
