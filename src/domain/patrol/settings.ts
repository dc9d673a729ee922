/** When each kind of place is to be looked at. No national table of intervals exists: this is the station's own. */
import { z } from 'zod'
import { COLOURS } from '../cap/profile.ts'
import { PLACE_KINDS, type PlaceKind } from '../kernel/roster.ts'
import { setting, unlike } from '../kernel/setting.ts'

const monthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, '写成 MM-DD，例如 06-01')
const word = z.string().trim().min(1).max(20)

const SLOPES: PlaceKind[] = ['地质灾害隐患点', '高陡边坡', '山洪灾害易发区', '危旧房屋']
const WATERS: PlaceKind[] = ['水库山塘', '堤防']
const WET: PlaceKind[] = ['河道', '排水设施', '低洼易涝点', '道路桥梁']
const UNITS: PlaceKind[] = ['旅游景区', '非景区景点', '农家乐', '学校', '卫生院', '避灾点', '在建工地', '水域']
const RAIN = ['暴雨', '台风', '强对流', '雷雨大风', '地质灾害', '山洪', '洪水', '连阴雨']

export const PATROL_SETTINGS = {
  /**
   * Rules: places of these kinds are looked at every so many hours; in a season alone, or from a warning level on (of warnings
   * whose kind holds one of these words; none = of any) where either is named. Of several rules that fit a place the shortest
   * interval holds; a place that none fits is under no plan. Seasons may cross New Year.
   */
  patrols: setting(
    '巡查计划',
    z
      .object({
        seasons: z
          .array(z.object({ name: word, from: monthDay, to: monthDay }))
          .max(12)
          .refine((all) => unlike(all.map((s) => s.name)), '季节名称不能重复'),
        rules: z
          .array(
            z.object({
              kinds: z.array(z.enum(PLACE_KINDS)).min(1),
              every_hours: z
                .number()
                .int()
                .min(1)
                .max(24 * 366),
              season: word.optional(),
              level: z.enum(COLOURS).optional(),
              warnings: z.array(word).max(20).optional(),
            }),
          )
          .max(100),
      })
      .refine(({ seasons, rules }) => rules.every((r) => !r.season || seasons.some((s) => s.name === r.season)), {
        message: 'season 要写成 seasons 里有的名称，例如 汛期',
        path: ['rules'],
      }),
    {
      seasons: [
        { name: '汛期', from: '04-15', to: '10-15' },
        { name: '森林防火期', from: '10-16', to: '04-14' },
      ],
      rules: [
        { kinds: [...SLOPES, ...WATERS], every_hours: 7 * 24 },
        { kinds: [...SLOPES, ...WATERS], every_hours: 24, season: '汛期' },
        { kinds: WET, every_hours: 15 * 24 },
        { kinds: WET, every_hours: 3 * 24, season: '汛期' },
        { kinds: UNITS, every_hours: 30 * 24 },
        { kinds: [...SLOPES, ...WATERS, ...WET], every_hours: 24, level: 'blue', warnings: RAIN },
        { kinds: [...SLOPES, ...WATERS, ...WET], every_hours: 12, level: 'yellow', warnings: RAIN },
        { kinds: [...SLOPES, ...WATERS, ...WET], every_hours: 6, level: 'orange', warnings: RAIN },
        { kinds: [...SLOPES, ...WATERS, ...WET], every_hours: 3, level: 'red', warnings: RAIN },
        { kinds: ['旅游景区', '非景区景点'], every_hours: 24, level: 'orange', warnings: ['森林火险', '森林'] },
      ],
    },
  ),
}
