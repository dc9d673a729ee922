/** 卫星电话由何小满负责: who looks after it, and is reminded when a test is due. */
import { OFFICERS } from '../kernel/access.ts'
import { peopleNamed } from '../kernel/named.ts'
import { hasRole } from '../kernel/roster.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import { DEVICES, type Device } from './devices.ts'
import { keptAs } from './equipment.ts'
import type { Change } from './fact.ts'
import { EQUIPMENT } from './needs.ts'
import { planned } from './plan.ts'
import { equipmentWords } from './words.ts'

const NOUNS = Object.entries(DEVICES).map(([device, { noun }]) => [noun, device as Device] as const)
const GIVEN = new RegExp(
  `^(?:@?安安[，,\\s]{0,3})?(${NOUNS.map(([noun]) => noun).join('|')})\\s{0,3}(?:改?由|归|交给|转给)\\s{0,3}@?([^，,。；;！!？?\\n\\s]{2,20}?)\\s{0,3}(?:来)?(?:负责|保管|管)?[。！!]?$`,
)

/** Which gear and whose name, or undefined where the text is no such order. */
export function givingIn(text: string): { device: Device; name: string } | undefined {
  const [, noun, name] = GIVEN.exec(text.trim().slice(0, 80)) ?? []
  const device = NOUNS.find(([n]) => n === noun)?.[1]
  return device && name && /负责|保管|管|交给|转给/.test(text) ? { device, name } : undefined
}

export function given(s: Situation, { device, name }: { device: Device; name: string }): Change[] {
  if (!hasRole(s.person, ...OFFICERS)) return reply(s, { text: words.notAllowed('值班员或领导') })
  const { found, exact } = peopleNamed(s.roster, name)
  const named = exact ? found.filter((p) => p.active) : []
  const [to, ...more] = named
  if (!to || more.length) return reply(s, { text: equipmentWords.whoKeeps(name, named.length) })
  const kept = keptAs(s, s.need(EQUIPMENT), { device })!
  return [
    ...(kept.fresh ? planned(s, kept) : []),
    { type: 'equipment.assigned', id: kept.id, device, keeperId: to.id },
    ...reply(s, { text: equipmentWords.keptBy(DEVICES[device].noun, to.name) }),
  ]
}
