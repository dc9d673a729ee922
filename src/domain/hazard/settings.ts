/** What a station may set of hazards: terms, who answers, reminders and how they go upwards, look-back. */
import { z } from 'zod'
import { clock, setting, unlike } from '../kernel/setting.ts'
import { HAZARD_KINDS } from './kind.ts'

const days = z.number().int().min(1).max(365)
const term = z.object({ general: days, major: days })
/** A person by the roster's name, with the village where two are called so: 石岭村张三. Empty = nobody named. */
const name = z.string().trim().max(40)
const byKind = <T extends z.ZodType>(rule: T) => z.partialRecord(z.enum(HAZARD_KINDS), rule)

export const HAZARD_SETTINGS = {
  /** Hazard reminders: days before the due date (negative = after it), and the default time to put things right. */
  reminders: setting(
    '整改提醒',
    z.object({
      days_before: z.array(z.number().int().min(-60).max(60)).min(1).max(20).refine(unlike, '天数不能重复'),
      at: clock,
      default_days: term,
    }),
    { days_before: [3, 1, 0, -1, -3, -7], at: '09:00', default_days: { general: 7, major: 3 } },
  ),
  /** Days that a kind is given instead of the usual ones, by grade. No national table exists: these are the station's own. */
  hazard_terms: setting('分类整改期限', byKind(term), {}),
  /** Who answers for hazards of a unit (by its name), and of a kind where no place or village says so. */
  hazard_owners: setting(
    '隐患责任人规则',
    z.object({
      units: z.array(z.object({ unit: z.string().trim().min(2).max(40), owner: name.min(2) })).max(2000),
      departments: byKind(z.object({ department: z.string().trim().min(2).max(20), owner: name.min(2) })),
    }),
    { units: [], departments: {} },
  ),
  /**
   * Overdue: the first reminder after the due date goes to the officers as well, the second to the 安监办主任, the third to the
   * leader in charge (nobody named: whoever leads on duty). `again_days` = how often from then on; `task_days` = days after the
   * due date on which the officer gets the 转执法/上报 task.
   */
  hazard_overdue: setting(
    '隐患超期上报',
    z.object({ director: name, leader: name, again_days: days, task_days: days }),
    { director: '', leader: '', again_days: 7, task_days: 10 },
  ),
  /** Days from closing to the look-back 回头看; days that an extension without a date is for. */
  hazard_days: setting('回头看和延期天数', z.object({ look_back: days, extension: days }), {
    look_back: 30,
    extension: 7,
  }),
}
