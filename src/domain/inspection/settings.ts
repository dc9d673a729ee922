/** What a station may set of its checks. No national table of intervals exists: these are the station's own. */
import { z } from 'zod'
import { ROLES, type Role } from '../kernel/roster.ts'
import { clock, setting, unlike } from '../kernel/setting.ts'
import { CHECKLISTS, type Checklist } from './checklists.ts'

const word = z.string().trim().min(1).max(20)
const roles = Object.keys(ROLES) as [Role, ...Role[]]

const checklist: z.ZodType<Checklist> = z.object({
  kind: word,
  of: z.array(word).max(20),
  names: z.array(word).max(40),
  items: z.array(z.string().trim().min(2).max(60)).min(1).max(40).refine(unlike, '检查项不能重复'),
})

export const INSPECTION_SETTINGS = {
  /** What is looked at, by the kind of unit: places of the roster of these kinds, or units whose names hold one of these words. */
  checklists: setting(
    '检查表',
    z
      .array(checklist)
      .min(1)
      .max(60)
      .refine((lists) => unlike(lists.map((l) => l.kind)), '单位类型不能重复'),
    CHECKLISTS.map((l) => ({ ...l })),
  ),
  /**
   * Check plans over the key units of the roster: kind of unit (of a checklist), days between checks, who is reminded; the time
   * of day of a reminder; hours after which a check that nobody goes on with is closed as not finished.
   */
  inspections: setting(
    '检查计划',
    z.object({
      plans: z
        .array(z.object({ kind: word, every_days: z.number().int().min(1).max(730), by: z.enum(roles) }))
        .max(60)
        .refine((plans) => unlike(plans.map((p) => p.kind)), '单位类型不能重复'),
      at: clock,
      idle_hours: z.number().min(1).max(240),
    }),
    {
      plans: [
        { kind: '学校', every_days: 30, by: 'inspector' },
        { kind: '卫生院', every_days: 90, by: 'inspector' },
        { kind: '农家乐民宿', every_days: 60, by: 'inspector' },
        { kind: '景区景点', every_days: 60, by: 'inspector' },
        { kind: '在建工地', every_days: 30, by: 'inspector' },
        { kind: '避灾点', every_days: 90, by: 'inspector' },
        { kind: '水库山塘', every_days: 90, by: 'inspector' },
        { kind: '养老机构', every_days: 30, by: 'inspector' },
        { kind: '危化烟花', every_days: 30, by: 'inspector' },
        { kind: '生产企业', every_days: 60, by: 'inspector' },
        { kind: '餐饮燃气', every_days: 60, by: 'inspector' },
        { kind: '集市商场', every_days: 60, by: 'inspector' },
        { kind: '经营性自建房', every_days: 90, by: 'inspector' },
      ],
      at: '09:00',
      idle_hours: 12,
    },
  ),
}
