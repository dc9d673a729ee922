/** 日报发我看看, and what is asked of one thing by its name: 福来超市整改了没有, 挡土墙谁负责. */

import { WATCHERS } from '../kernel/access.ts'
import { TODAY } from '../kernel/daily.ts'
import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { hasRole } from '../kernel/roster.ts'
import { dayOf, saidDay, saidTime } from '../kernel/time.ts'
import { words } from '../kernel/words.ts'
import { kindOf } from '../kinds.ts'
import { stateWords } from '../record/filing.ts'
import type { Rec } from '../record/record.ts'
import { toldTo } from '../record/sight.ts'
import { THING_TOLD, thingIn } from './needs.ts'
import { summaryMessage } from './summary.ts'
import { summaryWords } from './words.ts'

/** As it stands now: one that was sent hours ago tells of what is no longer so. */
export const lastSummary: Question = {
  forms: [/^(?:今天的?|今日)?日报[?？]?$/],
  spoken: [
    /^(?:把)?(?:今天|昨天|今日|最新|最近)?的?(?:应急)?(?:日报|小结|简报)(?:再)?(?:发|给|拿|传|转)(?:一下|一份)?(?:我|给我|过来)?(?:看看|看一下|看下)?[?？]?$/,
    /^(?:今天|昨天|今日)?的?(?:应急)?(?:日报|简报)(?:呢|在哪里?|有吗|有没有|出来了?(?:没有?|吗)|发了(?:没有?|吗))[?？]?$/,
  ],
  about: [
    { of: /(?:应急)?(?:日报|简报)/, asked: /发|给|看|吗|呢|没有?|哪|怎么|[?？]/ },
    { of: /(?:今天|今日|全天)的?(?:情况|工作|总体情况)?/, asked: /(?:总结|汇总|小结|归纳)(?:一下|下)?|报县里?/ },
    { of: /(?:小结|汇总)/, asked: /(?:给|发)我|报县|今天/ },
  ],
  needs: [TODAY],
  answer: (s) => {
    if (!hasRole(s.person, ...WATCHERS)) return [{ text: words.notAllowed('值班员或领导') }]
    const parts = s.need(TODAY)
    return parts.length ? [summaryMessage(s, dayOf(s.now, s.tz), parts)] : []
  },
}

const LISTED = 5

/** What the rooms hold of it; nothing known is said as such. */
export const ofThing: Question = {
  forms: [],
  spoken: [
    /^.{2,14}?(?:的)?(?:隐患|问题)?(?:都|现在|到底|后来)?(?:整改|复查|修|改|弄|解决|验收|销号|换|拆)(?:好|完|完成|到位|掉)?了?(?:没有?|吗|没)[?？]?$/,
    /^.{2,14}?(?:的)?(?:隐患|问题)?(?:整改|复查)(?:得|的)?(?:怎么样|咋样|如何|情况|结果)了?[?？]?$/,
    /^.{2,14}?(?:现在)?(?:是|归|由)?(?:谁|哪个)(?:在)?(?:负责|管|跟|整改)(?:的|着)?[?？]?$/,
  ],
  needs: [THING_TOLD],
  answer: (s) => {
    const thing = thingIn((s.event as MessageEvent).text)
    if (!thing) return []
    const told = s.need(THING_TOLD).filter(toldTo(s))
    if (!told.length) return [{ text: summaryWords.nothingOf(thing) }]
    const line = (r: Rec) =>
      summaryWords.lineOf(
        r.no,
        kindOf(r.kind).noun,
        String(r.fields.description ?? r.fields.result ?? r.text).slice(0, 30),
        stateWords(r),
        r.ownerId ? s.roster.people.get(r.ownerId)?.name : undefined,
        r.dueOn ? saidDay(r.dueOn, s) : undefined,
        saidTime(r.updatedAt, s.tz),
      )
    return [{ text: [summaryWords.ofThing(thing), ...told.slice(0, LISTED).map(line)].join('\n') }]
  },
}
