/** 交给李四改, 改由水利站负责, 这条归村里: somebody else answers for it from now on. */
import { peopleNamed } from '../kernel/named.ts'
import type { Person } from '../kernel/roster.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { cardMessage } from '../kernel/words.ts'
import { DEPARTMENT_ENDS, DEPARTMENTS, MENDS, OF_VILLAGE } from '../reading/lexicon/loop.ts'
import { anyOf } from '../reading/lexicon/words.ts'
import type { Rec } from '../record/record.ts'
import type { Change } from './fact.ts'
import { type Form, form } from './forms.ts'
import { handOver } from './handed.ts'
import { personCalled } from './people.ts'
import { hazardWords } from './words.ts'

const WHOM = '(?<arg>[^，,。；;：:！!？?\\n]{2,40}?)'
const TO_DO = `(?:同志)?(?:来|去)?(?:负责|处理|跟进|跟|牵头|管|接手|盯|${anyOf(MENDS)})?(?:吧|了|一下|掉){0,6}`
const GIVES =
  '(?:请|麻烦|先|还是|就){0,6}(?:责任人?)?(?:交给|交由|转给|转派给?|派给|分给|分派给|指派给|改由|改派给?|改给|改交|换给)'
const GIVEN = new RegExp(`^${GIVES}[\\s@]{0,3}${WHOM}${TO_DO}$`)
const OWNER = new RegExp(`^(?:把)?(?:整改)?责任人?(?:改|换|变更|调整)?(?:为|成|是|到|给)?[：:\\s]{0,3}${WHOM}$`)
const LET = new RegExp(
  `^(?:请|麻烦|先|还是|就|应该|该){0,6}(?:由|让|叫|安排|换成?|归|属于|属|算)[\\s@]{0,3}${WHOM}(?:的(?:事|责任)?|那边)?${TO_DO}$`,
)

/** Alone, or behind the thing's own words, it has to say that it changes hands. */
export const assignsAlone: Form = (text) =>
  form(GIVEN)(text) ?? (/^(?:把)?(?:整改)?责任人/.test(text) ? form(OWNER)(text) : undefined)
export const assigns: Form = (text) => assignsAlone(text) ?? form(LET)(text)

const VILLAGES = new RegExp(`^(?:${anyOf(OF_VILLAGE)})$`)
const DEPARTMENT = new RegExp(
  `^(?:镇|县|乡|市|区)?[\\u4e00-\\u9fa5]{0,8}(?:${anyOf(DEPARTMENTS)}|${anyOf(DEPARTMENT_ENDS)})$`,
)

/** A person by name; the village's information officer; whoever the station names for a department. */
export function ownerNamed(s: Situation, hazard: Rec | undefined, said: string): Person | undefined {
  const name = said.replace(/^@/, '').trim()
  const person = personCalled(s, name)
  if (person) return person
  const people = [...s.roster.people.values()].filter((p) => p.active)
  const ofVillage = (code: string | null | undefined) =>
    code ? people.find((p) => p.roles.some((r) => r.role === 'info_officer' && r.villageCode === code)) : undefined
  if (VILLAGES.test(name)) return ofVillage(hazard?.villageCode)
  const village = s.roster.villages.find((v) =>
    [v.name, ...v.aliases, `${v.name}村委会`, `${v.name}委会`].includes(name),
  )
  if (village) return ofVillage(village.code)
  const { departments, units } = s.settings.hazard_owners
  const answers =
    Object.values(departments).find((d) => d && (d.department === name || d.department.includes(name))) ??
    units.find((u) => u.unit === name)
  return answers ? personCalled(s, answers.owner) : undefined
}

export const isDepartment = (said: string): boolean => DEPARTMENT.test(said)

/** To a department that has nobody here it is handed over, by one press. */
export function assignTo(s: Situation, hazard: Rec, said: string): Change[] {
  if (!said) return reply(s, { text: hazardWords.toWhomGiven(hazard.no), drill: hazard.drill })
  const to = ownerNamed(s, hazard, said)
  if (to) return handOver(s, hazard, to)
  if (!isDepartment(said)) {
    const { found } = peopleNamed(s.roster, said)
    return reply(s, { text: hazardWords.nobodyCalled(hazard.no, said, found.length), drill: hazard.drill })
  }
  const data = { id: hazard.id, v: String(hazard.version), to: said }
  return reply(
    s,
    cardMessage(
      {
        title: hazardWords.departmentCalled(hazard.no, said),
        tone: 'info',
        lines: [],
        buttons: [{ label: `移交${said}`.slice(0, 20), act: 'hazard.transfer', data, style: 'primary' }],
        note: hazardWords.orAPerson(hazard.no),
      },
      hazard.drill,
    ),
    { about: { kind: 'record', id: hazard.id } },
  )
}
