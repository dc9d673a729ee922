/** What a station may set of its duty sheet. */
import { z } from 'zod'
import { setting, unlike } from '../kernel/setting.ts'

export const ROSTER_SETTINGS = {
  /** 四合一 duty lines (station plan H2.10, open question Q1: configurable). */
  duty_lines: setting(
    '值班线',
    z.array(z.string().trim().min(1).max(20)).min(1).max(20).refine(unlike, '值班线不能重复'),
    ['政务值班', '安全生产', '森林防灭火', '防汛抗旱'],
  ),
}
