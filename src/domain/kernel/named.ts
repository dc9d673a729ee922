/** People as a message names them. */
import { plainName } from '../reading/names.ts'
import { type Person, ROLES, type Roster } from './roster.ts'

/** Village, name and last digits: enough to tell two of the same name apart, and understood when sent back. */
export function fullName(roster: Roster, p: Person): string {
  const tail = p.phone ? ` ${p.phone.slice(-4)}` : ''
  const role = p.roles[0] ? `（${ROLES[p.roles[0].role]}）` : ''
  return `${villagesOf(roster, p)[0] ?? ''}${p.name}${tail}${tail ? '' : role}`
}

const villagesOf = (roster: Roster, p: Person) =>
  roster.villages.filter((v) => p.roles.some((r) => r.villageCode === v.code)).map((v) => v.name)

/** 石岭村张三（网格员） 尾号1234; a name has no brackets. */
const CALLED = /^([^（\s][^（]{0,40}?)?(?:（[^）]{0,20}）)?(?:\s{1,3}(?:尾号)?(\d{4}))?$/

/** People a text names, those who left too: by whole name, with the village or the phone's last digits or not; else who is nearly called so. */
export function peopleNamed(roster: Roster, said: string): { found: Person[]; exact: boolean } {
  const [, name = '', tail] = CALLED.exec(said.trim().slice(0, 60)) ?? []
  const all = [...roster.people.values()].filter((p) => !tail || p.phone?.endsWith(tail))
  const plain = plainName(name)
  const called = all.filter(
    (p) => plainName(p.name) === plain || villagesOf(roster, p).some((v) => plainName(v + p.name) === plain),
  )
  return called.length
    ? { found: called, exact: true }
    : { found: name.length > 1 ? all.filter((p) => plainName(p.name).includes(plain)) : [], exact: false }
}
