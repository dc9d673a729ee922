/** Stories that are not each other's: each is told in a village of its own, taken in turn. */
import { createWorld, type World } from './world.ts'

const VILLAGES = ['石岭村', '下坪村', '梅坑村', '罗塘村', '沙洲村', '柳湾村', '云峰村', '竹园村', '双溪村', '大枫村']

/** A village, two of its grid members and its group. */
export interface Here {
  village: string
  member: ReturnType<World['person']>
  other: ReturnType<World['person']>
  group: string
}

/** The next village at each call. @param nth which of its members the first is. */
export function villagesInTurn(world: () => World, nth = 0): () => Here {
  let n = 0
  return () => {
    const [w, village] = [world(), VILLAGES[n++ % VILLAGES.length]!]
    return {
      village,
      member: w.person('grid_member', village, nth),
      other: w.person('grid_member', village, nth + 1),
      group: w.groupOf(village),
    }
  }
}

/** A report of the village's member, and how it stands after each of some sentences in the same group. */
export async function reportTold(w: World, { village, member, group }: Here, text: string, ...more: string[]) {
  await w.says(member, group, `${village}${text}`)
  const { id, no } = (await w.rows('records', { kind: 'disaster_report' })).at(-1)!
  for (const said of more) await w.says(member, group, said)
  return { id, no, fields: async () => (await w.latest('records', { id })).fields }
}

const WARNED = ['石岭村', '下坪村', '上坪村', '梅坑村', '罗塘村', '沙洲村']

/** A station under a red rain warning, and at each call of `somebody` a member of a warned village who has said nothing yet. */
export async function openWarned() {
  const w = await createWorld()
  const officer = w.officer()
  await w.says(
    officer,
    `p2p:${officer.id}`,
    `发布预警 青溪县气象台11月24日10时发布暴雨红色预警信号：预计未来6小时${WARNED.join('、')}将受影响，请注意防范。`,
  )
  await w.presses(officer, '确认发布')
  let n = 0
  const somebody = () => {
    const village = WARNED[n % WARNED.length]!
    const who = w.person('grid_member', village, Math.floor(n++ / WARNED.length) % 5)
    return { who, village, group: w.groupOf(village) }
  }
  return { w, somebody }
}

/** The people of one village, who say one thing after another, two minutes apart. */
export function peopleOf(world: () => World, village: string) {
  return {
    member: () => world().person('grid_member', village),
    info: () => world().person('info_officer', village),
    group: () => world().groupOf(village),
    /** @returns what everybody is told of it. */
    async say(who: { id: string; name: string }, chat: string, text: string): Promise<string> {
      const w = world()
      w.clock.forward(2)
      const mark = w.sent.length
      await w.says(who, chat, text)
      return w.sent
        .slice(mark)
        .map((s) => JSON.stringify(s.message))
        .join('\n')
    },
  }
}
