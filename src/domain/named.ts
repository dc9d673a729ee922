/** People as a message names them. */
import { plainName } from './names.ts'
import { type Person, ROLES, type Roster } from './roster.ts'

/** Village, name and last digits: enough to tell two of the same name apart, and understood when sent back. */
export function fullName(roster: Roster, p: Person): string {
  const tail = p.phone ? ` ${p.phone.slice(-4)}` : ''
  const role = p.roles[0] ? `（${ROLES[p.roles[0].role]}）` : ''
  return `${villagesOf(roster, p)[0] ?? ''}${p.name}${tail}${tail ? '' : role}`
}

const villagesOf = (roster: Roster, p: Person) =>
  roster.villages.filter((v) => p.roles.some((r) => r.villageCode === v.code)).map((v) => v.name)

/** People a text names, those who left too: by whole name, with the village or the phone's last digits or not; else who is nearly called so. */
export function peopleNamed(roster: Roster, said: string): { found: Person[]; exact: boolean } {
  const [, name = '', tail] = /^(.*?)(?:（.*）)?(?:\s+(?:尾号)?(\d{4}))?$/.exec(said.trim()) ?? []
  const all = [...roster.people.values()].filter((p) => !tail || p.phone?.endsWith(tail))
  const plain = plainName(name)
  const called = all.filter(
    (p) => plainName(p.name) === plain || villagesOf(roster, p).some((v) => plainName(v + p.name) === plain),
  )
  return called.length
    ? { found: called, exact: true }
    : { found: name.length > 1 ? all.filter((p) => plainName(p.name).includes(plain)) : [], exact: false }
}
