/** What an officer should look at in a warning, in plain words; and what keeps it from going out by itself. */
import type { Doubt, Flag } from '../cap/profile.ts'
import type { Line } from '../kernel/message.ts'
import type { Warning } from './warning.ts'

const WORDS = {
  unknown_kind: () => '预警种类不在常用表里',
  unknown_pair: () => '这个种类一般没有这个颜色',
  code_differs: ({ taken, said }) => `代码写的是${taken}，文字写的是${said}，已按代码`,
  action_differs: () => '消息类型是发布，文字说的是解除',
  colour_differs: ({ taken, said }) => `颜色写的不一致：按${taken}，另有${said}`,
  area_differs: ({ taken, said }) => `范围代码是${taken}，文字写的是${said}，已按代码`,
  area_elsewhere: ({ said }) => `范围“${said}”里没有本镇的地方，请选好范围再发布`,
  unknown_reference: ({ said }) => `它要变更或取消的预警（${said}）这里没有收到过，请向发布单位核对`,
  reference_matched: ({ taken, said }) => `它点名的编号（${said}）这里没有收到过，按种类和发布单位对上了 ${taken}`,
  other_stands: ({ said }) => `没有对得上的预警可解除，${said}仍然有效。请向发布单位核对`,
  area_smaller: ({ taken, said }) =>
    `没有再提到${taken}，那里的 ${said} 仍然有效。请向发布单位核对，不再需要的请点“解除”`,
  area_unsaid: ({ taken }) => `原文没有写明范围，解除的是：${taken}`,
  kind_unsaid: ({ taken, said }) => `没有再提到${taken}，${said} 仍然有效。请向发布单位核对，不再需要的请点“解除”`,
  said_before: ({ said }) => `像是 ${said} 的另一份，但那以后已有新的预警或解除。确实是新发的再发布`,
  overtaken: ({ said }) => `已先收到取消或更新它的消息（${said}），一般不用再发`,
  identifier_again: ({ said }) => `编号 ${said} 以前用于另一份内容`,
} as const satisfies Record<Flag, (d: Doubt) => string>

const SHORT = 60
const short = (text: string | undefined) => (text && text.length > SHORT ? `${text.slice(0, SHORT)}…` : text)

/** The doubts of a warning as lines of the officer's card, one each. */
export const doubtLines = ({ doubts }: Pick<Warning, 'doubts'>): Line[] =>
  doubts.map((d) => ({ label: '请核对', value: WORDS[d.flag]({ ...d, taken: short(d.taken), said: short(d.said) }) }))

/** Whether nobody is called before an officer has looked: drill or real is open, nothing here is meant, or something that came first already ended it. */
export const isHeld = ({
  doubts,
  area,
  action,
  drillBy,
}: Pick<Warning, 'doubts' | 'area' | 'action' | 'drillBy'>): boolean =>
  drillBy === 'doubt' ||
  !!area.nowhere ||
  doubts.some(
    (d) =>
      d.flag === 'overtaken' ||
      d.flag === 'other_stands' ||
      d.flag === 'said_before' ||
      d.flag === 'action_differs' ||
      (d.flag === 'unknown_reference' && action === 'lift'),
  )
