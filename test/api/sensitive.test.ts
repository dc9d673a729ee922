/** Sensitive matter is the duty officer's alone, in whatever kind of message it came and wherever its words are kept. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officers } from '#domain/kernel/situation.ts'
import { has } from '../world/rows.ts'
import { type Door, openDoor } from './door.ts'

/** Each message's own words, so that a leak says by which way it went. */
const SAID = {
  hazard: '隐患：石岭村老街有人投毒甲，水井要封',
  patrol: '今日巡查石岭村河道，发现投毒乙的痕迹，其余正常',
  evacuation: '石岭村已转移12户30人到村小学，有人投毒丙',
  checkIn: '防汛值班签到，路上听说投毒丁',
  handover: '交接班：黄玉兰交给王春生，待办：有人投毒子的事要盯',
  more: '又有人投毒戊，另有2人受伤',
  answer: '收到，村里有人投毒己',
  trouble: '走不了，家里有人投毒庚',
  stranger: '石岭村2组后山滑坡，有人投毒辛',
  chat: '听说有人投毒壬',
  confirmed: '下坪村3组进水5户，有人投毒癸',
  noted: '家属接的，说有人投毒寅',
  called: '没人接，邻居说有人投毒卯',
  checked: '双溪村2组，有人投毒辰',
  edited: '梅坑村2组，有人投毒未',
  extension: '申请延期到12月20日，因为有人投毒午',
  rectified: '整改完成，发现有人投毒巳',
}

let d: Door
let walked: { path: string; text: string }[]

beforeAll(async () => {
  d = await openDoor()
  const w = d.world
  const member = w.person('info_officer', '石岭村')
  const group = w.groupOf('石岭村')
  const officer = w.officer()
  await w.says(member, group, SAID.hazard)
  await w.says(member, group, SAID.patrol)
  await w.says(member, group, SAID.evacuation)
  await w.says(member, group, SAID.checkIn)
  await w.says(officer, w.groupOf('石岭村'), SAID.handover)
  await w.says(w.person('info_officer', '双溪村'), w.groupOf('双溪村'), '双溪村2组后山滑坡，路断了')
  await w.says(w.person('info_officer', '双溪村'), w.groupOf('双溪村'), SAID.more)
  await w.says({ id: 'stranger-1', name: '路人' }, group, SAID.stranger)
  await w.says({ id: 'stranger-2', name: '行人' }, w.groupOf('下坪村'), SAID.confirmed)
  await w.presses(officer, '属实，登记')
  await w.says(member, group, SAID.chat)
  await w.says(
    officer,
    `p2p:${officer.id}`,
    '发布预警 青溪县气象台11月24日10时发布暴雨红色预警信号：预计未来3小时石岭村、下坪村有强降雨。',
  )
  await w.presses(officer, '确认发布')
  await w.says(member, `p2p:${member.id}`, SAID.answer)
  const other = w.person('info_officer', '下坪村')
  await w.says(other, `p2p:${other.id}`, SAID.trouble)
  const issued = (await d.ask('/api/v1/warnings?state=open')).body.items[0]
  const [first, second] = (await d.ask(`/api/v1/warnings/${issued.no}`)).body.obligations.filter(
    (o: { answered_at: string | null }) => !o.answered_at,
  )
  const call = { person: first.person.id, how: 'phone', result: 'answered', note: SAID.noted }
  await d.ask(`/api/v1/warnings/${issued.no}/calls`, { method: 'POST', body: call, token: await d.as('officer') })
  await w.says(officer, `p2p:${officer.id}`, `叫应 ${second.person.village ?? ''}${second.person.name} ${SAID.called}`)
  const twin = w.person('info_officer', '双溪村')
  const far = w.person('info_officer', '梅坑村')
  await w.says(twin, w.groupOf('双溪村'), '双溪村4组河水漫堤，路淹了')
  await w.presses(twin, '核对无误', { place: SAID.checked })
  await w.says(far, w.groupOf('梅坑村'), '梅坑村3组后山滑坡，路断了')
  await w.says(far, w.groupOf('梅坑村'), `地点=${SAID.edited}`)
  for (const [village, said] of [
    ['柳湾村', SAID.extension],
    ['竹园村', SAID.rectified],
  ] as const) {
    const owner = w.person('info_officer', village)
    await w.says(owner, w.groupOf(village), `隐患：${village}老街消防通道被堵`)
    const hazard = await w.latest('records', { kind: 'hazard_report', text: has(village) })
    await w.says(owner, w.groupOf(village), `${hazard.no} ${said}`)
  }
  const rows = [...(await w.rows('records')), ...(await w.rows('warnings'))]
  const { body } = await d.ask('/openapi.json')
  const token = await d.as('leader')
  walked = []
  for (const [path, ops] of Object.entries(body.paths as Record<string, object>)) {
    if (!('get' in ops) || path.includes('settings')) continue
    const asked = path.includes('{ref}') ? rows.map((r) => path.replace('{ref}', r.no)) : [`${path}?limit=500`]
    for (const one of asked) {
      const { status, text } = await d.ask(one, { token })
      if (status === 200) walked.push({ path: one, text })
    }
  }
})
afterAll(() => d.world.close())

const wordsOf = (said: string) => /投毒./.exec(said)![0]

test.each(Object.entries(SAID))('no read shows %s to a token that may not see sensitive matter', (_, said) => {
  expect(walked.filter((w) => w.text.includes(wordsOf(said))).map((w) => w.path)).toEqual([])
})

test.each(Object.entries(SAID))('%s is in the station’s own hands all the same', async (_, said) => {
  const words = wordsOf(said)
  const sent = await d.world.rows('outbox', { message: has(words) })
  const filed = (await d.world.rows('records')).filter((r) => `${r.text}${JSON.stringify(r.fields)}`.includes(words))
  expect(sent.length + filed.length).toBeGreaterThan(0)
})

test.each(Object.entries(SAID))('nobody but whoever is on duty is sent the words of %s', async (_, said) => {
  const to = await d.world.rows('outbox', { message: has(wordsOf(said)) })
  const onDuty: string[] = officers(await d.world.deps.context()).map((p) => p.id)
  expect(to.filter((o) => !o.personId || !onDuty.includes(o.personId))).toEqual([])
})
