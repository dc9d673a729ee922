/** Chat accounts as their holder and the station see them: what is bound to whom, and letting it go 解绑. */

import type { MessageEvent, PressEvent } from '../kernel/message.ts'
import { fullName, peopleNamed } from '../kernel/named.ts'
import { type AccountBinding, hasRole, maskPhone, type Role, type Roster } from '../kernel/roster.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { dayOf, saidDay } from '../kernel/time.ts'
import { CHANNEL_WORDS, cardMessage, known, words } from '../kernel/words.ts'
import type { Change } from './fact.ts'
import { SESSIONS } from './needs.ts'
import { rosterWords } from './words.ts'

/** Who may let go of somebody else's accounts: a lost phone, a person who left. */
const MAY_RELEASE: Role[] = ['duty_leader', 'station_staff', 'admin']

const RELEASE =
  /^\s{0,5}(?:@?安安[，,\s]{0,3})?(?:解绑|解除绑定|取消绑定)[\s:：]{0,5}(\S{0,30}?(?:\s{1,3}(?:尾号)?\d{4})?)[。.！!\s]{0,3}$/
const OWN = /^(?:我的?|本人)?(?:账号|帐号)?(?:吧|一下)?$/

/** Whose accounts 解绑 … lets go: a name as written, '' for the writer's own; undefined when the text is something else. */
export function releaseIn(text: string): string | undefined {
  const who = RELEASE.exec(text)?.[1]
  return who === undefined ? undefined : OWN.test(who) ? '' : who
}

/** How an account came to be bound, as people say it. */
export const HOW_WORDS: Record<NonNullable<AccountBinding['how']>, string> = {
  mobile: '按手机号绑定',
  code: '用绑定码绑定',
  picker: '选人绑定',
  officer: '由值班员绑定',
  seed: '演示站自带',
}

/** An account id as others may see it: its ends only. */
export const maskAccount = maskPhone

/** 飞书 ou_****cdef */
const nameOf = (a: Pick<AccountBinding, 'channel' | 'account'>) =>
  `${CHANNEL_WORDS[a.channel] ?? a.channel} ${maskAccount(a.account)}`

const accountsOf = (roster: Roster, personId: string): AccountBinding[] =>
  [...roster.accounts.values()].filter((a) => a.personId === personId)

/** Lets accounts go: each is a stranger's from now on, and its web sessions end. Those of nobody are passed over. */
export const releaseAccounts = (
  accounts: readonly Pick<AccountBinding, 'channel' | 'account' | 'personId'>[],
): Change[] =>
  accounts.flatMap(({ channel, account, personId }): Change[] =>
    personId ? [{ type: 'account.revoked', channel, account, personId }] : [],
  )

/** 我的账号: what is bound to the writer, and how to let it go. */
export function myAccounts(s: Situation) {
  const mine = s.person ? accountsOf(s.roster, s.person.id) : []
  const browsers = s.need(SESSIONS).map((b) => b.agent ?? '浏览器')
  return cardMessage({
    title: rosterWords.yourAccounts(s.person?.name ?? '', mine.length),
    tone: 'info',
    lines: [
      ...mine.map((a) => ({
        label: nameOf(a),
        value: [
          a.boundAt && `${saidDay(dayOf(a.boundAt, s.tz), s)} ${a.how ? HOW_WORDS[a.how] : '绑定'}`,
          a.channel === s.event.channel && a.account === s.account && '正在用的就是这个',
        ]
          .filter(Boolean)
          .join('，'),
      })),
      ...known([['网页登录', browsers.slice(0, 8).join('、') + (browsers.length > 8 ? `等${browsers.length}处` : '')]]),
    ],
    ...(s.person && browsers.length
      ? { buttons: [{ label: '退出全部网页登录', act: 'sessions.end', data: { person: s.person.id } }] }
      : {}),
    note: rosterWords.howToRelease,
  })
}

/**
 * 解绑: one's own account after a press of the button; 解绑 张三: all of that person's, at once, by whoever may.
 * Undefined where it is chat about it: no officer's, and it names nobody.
 */
export function release(s: Situation, event: MessageEvent, who: string): Change[] | undefined {
  if (who) return releaseOf(s, who)
  if (!s.person) return reply(s, { text: rosterWords.notBound })
  return reply(
    s,
    cardMessage({
      title: rosterWords.releaseThis,
      tone: 'warn',
      lines: [
        { label: '账号', value: nameOf({ channel: event.channel, account: s.account }) },
        rosterWords.afterRelease,
      ],
      buttons: [{ label: '确认解绑', act: 'account.release', data: { person: s.person.id }, style: 'danger' }],
    }),
  )
}

/** Ends every web sign-in of the presser: a phone that is not theirs any more, a computer left open. */
export function endSessions(s: Situation, press: PressEvent): Change[] {
  const { person } = s
  if (!person || press.data.person !== person.id) return reply(s, { text: words.notAllowed('本人') })
  return [
    ...s.need(SESSIONS).map(({ id }): Change => ({ type: 'session.ended', id, personId: person.id })),
    ...reply(s, { text: rosterWords.sessionsEnded(s.need(SESSIONS).length) }),
  ]
}

/** The button: only the one who asked lets go, and only of the account they press with. */
export function releaseByPress(s: Situation, press: PressEvent): Change[] {
  if (!s.person || press.data.person !== s.person.id) return reply(s, { text: words.notAllowed('本人') })
  return [
    ...releaseAccounts([{ channel: press.channel, account: s.account, personId: s.person.id }]),
    ...reply(s, { text: rosterWords.released }),
  ]
}

function releaseOf(s: Situation, who: string): Change[] | undefined {
  const { found, exact } = peopleNamed(s.roster, who)
  if (!hasRole(s.person, ...MAY_RELEASE))
    return s.person && exact ? reply(s, { text: words.notAllowed('带班领导或站内人员') }) : undefined
  const [one, ...more] = found
  if (!one) return reply(s, { text: rosterWords.releaseWhom(who) })
  if (!exact || more.length)
    return reply(s, {
      text: rosterWords.whichOfThem(found.slice(0, 8).map((p) => fullName(s.roster, p))),
    })
  const accounts = accountsOf(s.roster, one.id)
  return accounts.length
    ? [...releaseAccounts(accounts), ...reply(s, { text: rosterWords.releasedAll(one.name, accounts.map(nameOf)) })]
    : reply(s, { text: rosterWords.noAccounts(one.name) })
}
