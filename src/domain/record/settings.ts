/** What a station may set of how messages become records. */
import { z } from 'zod'
import { minutes, setting } from '../kernel/setting.ts'

export const RECORD_SETTINGS = {
  /** Words of secret or socially sensitive matter: such a message is not echoed in a group and goes to the duty officer only. */
  sensitive_words: setting('敏感词', z.array(z.string().trim().min(2).max(20)).max(200), [
    '食物中毒',
    '上吐下泻',
    '疫情',
    '传染病',
    '投毒',
    '群体性',
    '聚集闹事',
    '上访',
    '聚众',
    '斗殴',
    '打群架',
    '自杀',
    '跳楼',
    '轻生',
    '凶杀',
    '命案',
    '性侵',
    '邪教',
    '涉恐',
    '暴恐',
    '涉密',
    '机密',
    '绝密',
    '部队',
    '军车',
  ]),
  /** How often a day one person is asked what a message of theirs means; beyond that it only stands in the officers' list. */
  asks_per_day: setting('一天最多追问次数', z.number().int().min(0).max(50), 5),
  /** How long one sender's messages still belong to the report they are telling. */
  join_minutes: setting('补充信息的时间', minutes, 10),
}
