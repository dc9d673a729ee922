/** What a station may set for itself: defaults here, overrides in the database, each with its rule. */
import { z } from 'zod'
import { ROLES, type Role } from './roster.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成 HH:mm，例如 08:30')
const minutes = z
  .number()
  .min(0)
  .max(24 * 60)

const callStep = z.object({
  after_minutes: minutes,
  /** 私信、加急（应用内、短信、电话）、换渠道、第二联系人、领导、上门、提请大喇叭 */
  how: z.enum([
    'again',
    'urgent',
    'urgent_sms',
    'urgent_phone',
    'other_channel',
    'next_contact',
    'leader',
    'door_knock',
    'loudspeaker',
  ]),
})
export type CallStep = z.infer<typeof callStep>
const rising = (numbers: number[]) => numbers.every((n, i) => i === 0 || n >= numbers[i - 1]!)
const unlike = (values: unknown[]) => new Set(values).size === values.length
const colourPolicy = z.object({
  steps: z
    .array(callStep)
    .max(10)
    .refine((steps) => rising(steps.map((s) => s.after_minutes)), '各步的分钟数要从小到大，例如 5、10、15'),
})

export const SETTINGS = {
  /** 四合一 duty lines (station plan H2.10, open question Q1: configurable). */
  duty_lines: z.array(z.string().trim().min(1).max(20)).min(1).max(20).refine(unlike, '值班线不能重复'),
  /** 叫应: what happens to silence, by colour; no national table exists, so this is the station's. */
  call_and_response: z.object({
    colours: z.object({ red: colourPolicy, orange: colourPolicy, yellow: colourPolicy, blue: colourPolicy }),
    night: z.object({ from: clock, to: clock }),
  }),
  /** Colours whose warnings one person drafts and another confirms; a drill needs no second person. */
  warning_approval: z.object({
    colours: z
      .array(z.enum(['red', 'orange', 'yellow', 'blue']))
      .max(4)
      .refine(unlike, '颜色不能重复'),
  }),
  /** Minutes after which a drill's end is offered, and after which it ends by itself. */
  drills: z
    .object({ offer_after_minutes: minutes, end_after_minutes: minutes })
    .refine((d) => d.offer_after_minutes < d.end_after_minutes, {
      message: '自动结束要晚于提示结束，例如 30 和 120',
      path: ['end_after_minutes'],
    }),
  /** When the auditor raises an alarm: a message unsent for so many seconds, a step so many seconds late. */
  audit: z.object({
    unsent_seconds: z.number().int().min(10).max(3600),
    late_seconds: z.number().int().min(5).max(600),
  }),
  /** Hazard reminders: days before the due date (negative = after it), and the default time to put things right. */
  reminders: z.object({
    days_before: z.array(z.number().int().min(-60).max(60)).min(1).max(20).refine(unlike, '天数不能重复'),
    at: clock,
    default_days: z.object({ general: z.number().int().min(1).max(365), major: z.number().int().min(1).max(365) }),
  }),
  /** Minutes a report may wait to be taken over before the next person is told; each entry counts from the step before. */
  report_deadlines: z.object({ unreceived_minutes: z.array(minutes).max(10) }),
  /** Call-out clocks in minutes: response, muster, departure, arrival, rescue begun (station plan H4.7). */
  response_clocks: z
    .object({ respond: minutes, muster: minutes, depart: minutes, arrive: minutes, rescue: minutes })
    .refine((c) => rising([c.respond, c.depart, c.arrive, c.rescue]), {
      message: '响应、出动、到达、施救的时间要从小到大，例如 5、10、15、20',
      path: ['respond'],
    }),
  summary: z.object({
    times: z.array(clock).min(1).max(6).refine(unlike, '时间不能重复'),
    recipients: z.array(z.enum(Object.keys(ROLES) as [Role, ...Role[]])).min(1),
  }),
  quiet_hours: z.object({ from: clock, to: clock }),
  /**
   * Broadcasts 应急广播, all in minutes: how long one may be aired; when a waiting request is pressed for again and when it
   * lapses; how often the platform is asked how it goes and when its silence is told; how often a signature is asked for;
   * the link's self-test, and after how many failures the officers hear of it.
   * `drill_msg_type` 3 lets platform drills out as such; null refuses every drill.
   */
  broadcast: z.object({
    window_minutes: z.number().int().min(1).max(720),
    approve_minutes: z.number().min(1).max(60),
    lapse_minutes: z.number().min(1).max(720),
    poll_minutes: z.number().min(1).max(30),
    silent_minutes: z.number().min(1).max(120),
    sign_minutes: z
      .number()
      .min(5)
      .max(24 * 60),
    link_minutes: z
      .number()
      .min(1)
      .max(24 * 60),
    link_failures: z.number().int().min(1).max(20),
    drill_msg_type: z.literal(3).nullable(),
  }),
  /** Words of secret or socially sensitive matter: such a message is not echoed in a group and goes to the duty officer only. */
  sensitive_words: z.array(z.string().trim().min(2).max(20)).max(200),
  /** How long one sender's messages still belong to the report they are telling. */
  join_minutes: minutes,
  /**
   * A file's and an event's size; megabytes of photos a sender a day, those of disaster reports always taken; messages of one
   * sender in a minute that are answered though they record nothing; requests of a token in a minute, warnings always taken.
   */
  limits: z.object({
    media_mb: z.number().min(1).max(100),
    event_kb: z.number().min(16).max(4096),
    media_mb_per_day: z.number().min(5).max(10_000).default(500),
    answers_per_minute: z.number().int().min(2).max(1000).default(20),
    requests_per_minute: z.number().int().min(60).max(100_000).default(1200),
  }),
  /** Days raw events and finished messages are kept. */
  retention: z.object({ raw_days: z.number().int().min(7).max(3650), outbox_days: z.number().int().min(30).max(3650) }),
  /** Names of the county, city and province above the township, in full: 青溪县. Empty = not known, and a county named by a city asks. */
  above: z.object({ names: z.array(z.string().trim().min(2).max(20)).max(6) }),
  /** The duty room's telephone, told where writing does not help. Empty = not told. */
  duty_room: z.object({ phone: z.string().regex(/^[\d+ -]{0,30}$/, '写成 0795-1234567') }),
  thresholds: z.object({
    posts: z.number().int().min(0).max(10_000),
    full_time: z.number().int().min(0).max(10_000),
    rescue_team: z.number().int().min(0).max(10_000),
  }),
} as const

export type SettingName = keyof typeof SETTINGS
export type Settings = { [N in SettingName]: z.infer<(typeof SETTINGS)[N]> }

export const SETTING_LABELS: Record<SettingName, string> = {
  duty_lines: '值班线',
  call_and_response: '叫应',
  warning_approval: '预警双人确认',
  drills: '演练',
  audit: '审计',
  reminders: '整改提醒',
  report_deadlines: '接警时限',
  response_clocks: '救援时限',
  summary: '日报',
  quiet_hours: '免打扰时段',
  broadcast: '应急广播',
  sensitive_words: '敏感词',
  join_minutes: '补充信息的时间',
  limits: '大小限制',
  retention: '保存期限',
  above: '上级县市名称',
  duty_room: '值班室电话',
  thresholds: '人数标准',
}

export const DEFAULTS: Settings = {
  duty_lines: ['政务值班', '安全生产', '森林防灭火', '防汛抗旱'],
  call_and_response: {
    colours: {
      red: {
        steps: [
          { after_minutes: 5, how: 'urgent_phone' },
          { after_minutes: 10, how: 'next_contact' },
          { after_minutes: 15, how: 'leader' },
          { after_minutes: 15, how: 'door_knock' },
        ],
      },
      orange: {
        steps: [
          { after_minutes: 10, how: 'urgent' },
          { after_minutes: 20, how: 'next_contact' },
          { after_minutes: 30, how: 'leader' },
        ],
      },
      yellow: { steps: [{ after_minutes: 30, how: 'again' }] },
      blue: { steps: [] },
    },
    night: { from: '22:00', to: '06:00' },
  },
  warning_approval: { colours: [] },
  drills: { offer_after_minutes: 30, end_after_minutes: 120 },
  audit: { unsent_seconds: 120, late_seconds: 60 },
  reminders: { days_before: [3, 1, 0, -1, -3, -7], at: '09:00', default_days: { general: 7, major: 3 } },
  report_deadlines: { unreceived_minutes: [3, 5, 10] },
  response_clocks: { respond: 5, muster: 5, depart: 10, arrive: 15, rescue: 20 },
  summary: { times: ['08:30', '18:00'], recipients: ['town_leader', 'duty_leader'] },
  quiet_hours: { from: '22:00', to: '06:30' },
  broadcast: {
    window_minutes: 30,
    approve_minutes: 3,
    lapse_minutes: 60,
    poll_minutes: 1,
    silent_minutes: 5,
    sign_minutes: 60,
    link_minutes: 5,
    link_failures: 3,
    drill_msg_type: null,
  },
  sensitive_words: [
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
  ],
  join_minutes: 10,
  limits: { media_mb: 20, event_kb: 1024, media_mb_per_day: 500, answers_per_minute: 20, requests_per_minute: 1200 },
  retention: { raw_days: 30, outbox_days: 180 },
  above: { names: [] },
  duty_room: { phone: '' },
  thresholds: { posts: 6, full_time: 2, rescue_team: 30 },
}

export const isSetting = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name)
