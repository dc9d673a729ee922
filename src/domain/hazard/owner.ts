/** Who answers for a hazard, by rule, and until when it is to be put right. Both are changed by hand afterwards. */
import type { Person } from '../kernel/roster.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { addDays, dayOf } from '../kernel/time.ts'
import type { Rec } from '../record/record.ts'
import { personCalled } from './people.ts'

/**
 * The first that fits: the named unit's contact, whoever answers for the place, the member of the place's grid or of one that
 * is named, the village's information officer, the department of its kind, its reporter.
 */
export function ownerByRule(g: DecisionContext, record: Rec): string | null {
  const { fields, villageCode, text } = record
  const said = [fields.place, fields.unit].filter((v) => typeof v === 'string').join(' ')
  const unit = g.settings.hazard_owners.units.find((u) => `${said} ${text}`.includes(u.unit))
  const contact = unit && personCalled(g, unit.owner)
  if (contact) return contact.id
  const place = g.roster.places.find((p) => said.includes(p.name))
  if (place?.ownerId) return place.ownerId
  const grid = place?.gridId ?? g.roster.grids.find((each) => text.includes(each.name))?.id
  const member = grid && active(g).find((p) => p.roles.some((r) => r.role === 'grid_member' && r.gridId === grid))
  if (member) return member.id
  const village =
    villageCode &&
    active(g).find((p) => p.roles.some((r) => r.role === 'info_officer' && r.villageCode === villageCode))
  if (village) return village.id
  const department = g.settings.hazard_owners.departments[fields.kind as '消防']
  return (department && personCalled(g, department.owner)?.id) ?? record.reporterId
}

const active = ({ roster }: DecisionContext): Person[] => [...roster.people.values()].filter((p) => p.active)

/** What somebody said to be 重大 stands as 疑似重大 until an officer decides, and is treated as gravely meanwhile. */
export const SUSPECTED = '疑似重大'
export const isMajor = ({ fields: { severity } }: Pick<Rec, 'fields'>): boolean =>
  severity === '重大' || severity === SUSPECTED

/** The term, YYYY-MM-DD from today, that a hazard has by its kind and grade where nobody named one. */
export function defaultDue(g: DecisionContext, fields: Record<string, unknown>): string {
  const terms = g.settings.hazard_terms[fields.kind as '消防'] ?? g.settings.reminders.default_days
  return addDays(dayOf(g.now, g.tz), isMajor({ fields }) ? terms.major : terms.general)
}

/** The term that was asked for, else that of its kind. */
export const dueOf = (g: DecisionContext, fields: Record<string, unknown>): string =>
  typeof fields.deadline === 'string' ? fields.deadline.slice(0, 10) : defaultDue(g, fields)
