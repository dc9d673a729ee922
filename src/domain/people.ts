/** Accounts and people: binding by code, strangers, chats Anan joins and leaves. */
import type { Change } from './change.ts'
import { answerReporter } from './filing.ts'
import { FIRST_STATE, type Rec } from './record.ts'
import { raise } from './report.ts'
import { reply, type Situation } from './situation.ts'
import { words } from './words.ts'

const BIND = /^\s{0,5}绑定\s{0,5}([0-9０-９]{6})\s{0,5}$/

/** The six digits of 绑定 123456, or undefined when the text is something else. */
export const codeIn = (text: string) =>
  BIND.exec(text)?.[1]?.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))

/** 绑定 123456: this account is that person's from now on. */
export function bind(s: Situation): Change[] {
  const found = s.bindCode
  const person = found && s.roster.people.get(found.personId)
  if (!found || !person || s.event.type !== 'message') return reply(s, { text: words.badCode })
  return [
    {
      type: 'account.bound',
      channel: s.event.channel,
      account: s.account,
      name: s.event.sender.name ?? null,
      personId: person.id,
      how: 'code',
      codeHash: found.hash,
    },
    ...reply(s, { text: words.bound(person.name) }),
  ]
}

/** A stranger's record turns real when the duty officer presses 属实; from then on it is raised like any other. */
export function confirmed(s: Situation, record: Rec): Change[] {
  const to = FIRST_STATE[record.kind]
  const after: Rec = { ...record, state: to, version: record.version + 1 }
  return [
    { type: 'record.moved', id: record.id, from: 'unverified', to, note: s.person?.name },
    ...(record.kind === 'disaster_report' ? raise(s, after) : []),
    ...answerReporter(s, record, { text: `${record.no} 已核实并登记，谢谢您。`, drill: record.drill }),
    ...reply(s, { text: `${record.no} 已登记。`, drill: record.drill }),
  ]
}

export function refused(s: Situation, record: Rec): Change[] {
  return [
    { type: 'record.moved', id: record.id, from: 'unverified', to: 'refused', note: s.person?.name },
    ...reply(s, { text: `${record.no} 不予登记，原话仍保留备查。`, drill: record.drill }),
  ]
}

/** Added to or removed from a chat. */
export function membership(s: Situation): Change[] {
  const { event } = s
  if (event.type === 'joined')
    return [
      {
        type: 'chat.joined',
        channel: event.channel,
        chat: event.chat.id,
        kind: event.chat.kind,
        name: event.chat.name ?? '未命名的群',
      },
      ...reply(s, { text: `大家好，我是安安。${words.help.join('\n')}` }),
    ]
  if (event.type === 'left') return [{ type: 'chat.left', channel: event.channel, chat: event.chat.id }]
  return []
}
