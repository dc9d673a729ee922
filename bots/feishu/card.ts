/** A neutral card as card JSON 2.0: shared by all who see it, so that it can be changed in place. */
import type { Button, Card, Form, Line, Outbound, Tone } from '#domain/kernel/message.ts'
import { cleaned } from '#domain/kernel/wellformed.ts'
import { fieldsOf } from './form.ts'

/** Warning colours keep their own; ordinary news wears a paler blue than a blue warning. */
const TEMPLATES: Record<Tone, string> = {
  info: 'wathet',
  good: 'green',
  warn: 'orange',
  danger: 'red',
  blue: 'blue',
  yellow: 'yellow',
  orange: 'orange',
  red: 'red',
}

const plain = (content: string) => ({ tag: 'plain_text', content })

/**
 * The card's JSON. Every word stands in `plain_text`; the only markup is our own mentions.
 * @param pages where our own pages are, for a card's link; without it there is none.
 */
export function cardOf(message: Outbound, given: Card, mentions: string[], pages?: string): Record<string, unknown> {
  const card = cleaned(given)
  const summary = cleaned(message.text).slice(0, 200)
  return {
    schema: '2.0',
    config: { update_multi: true, ...(summary ? { summary: { content: summary } } : {}) },
    header: { title: plain(card.title || '安安'), template: TEMPLATES[card.tone] ?? 'wathet' },
    body: {
      elements: [
        ...(mentions.length
          ? [{ tag: 'markdown', content: mentions.map((id) => `<at id=${id}></at>`).join(' ') }]
          : []),
        ...linesOf(card.lines.length || card.original || card.form ? card.lines : [message.text || card.title]),
        ...(card.original ? [originalOf(card.original)] : []),
        ...(card.form ? [formOf(card.form)] : []),
        ...(card.buttons?.length ? [buttonsOf(card.buttons)] : []),
        ...(card.link && pages ? [linkOf(card.link, pages)] : []),
        ...(card.note ? [div(card.note, { text_size: 'notation', text_color: 'grey' })] : []),
      ],
    },
  }
}

const div = (content: string, style: Record<string, string> = {}) => ({
  tag: 'div',
  text: { ...plain(content), ...style },
})

/** All lines in one element: a card takes 200 elements, but any number of lines. */
function linesOf(lines: Line[]) {
  const words = lines.map((l) => (typeof l === 'string' ? l : `${l.label}：${l.value}`)).join('\n')
  return words.trim() ? [div(words)] : []
}

/** Somebody else's words on a ground of their own, with who said them below. */
const originalOf = ({ text, source }: NonNullable<Card['original']>) => ({
  tag: 'column_set',
  background_style: 'grey',
  columns: [
    {
      tag: 'column',
      width: 'weighted',
      weight: 1,
      padding: '8px',
      elements: [
        div(text || '（无原文）'),
        ...(source ? [div(source, { text_size: 'notation', text_color: 'grey' })] : []),
      ],
    },
  ],
})

const buttonsOf = (buttons: Button[]) => ({
  tag: 'column_set',
  flex_mode: 'flow',
  columns: buttons.slice(0, 30).map((b) => ({ tag: 'column', width: 'auto', elements: [buttonOf(b)] })),
})

function buttonOf(b: Button) {
  return {
    tag: 'button',
    text: plain(b.label || '确定'),
    type: b.style ?? 'default',
    // `act` comes last: no datum may pass for another act
    behaviors: [{ type: 'callback', value: { ...b.data, act: b.act } }],
    ...(b.confirm ? { confirm: { title: plain('请确认'), text: plain(b.confirm) } } : {}),
  }
}

const linkOf = ({ label, path }: NonNullable<Card['link']>, pages: string) => ({
  tag: 'button',
  text: plain(label),
  type: 'text',
  behaviors: [{ type: 'open_url', default_url: new URL(path, pages).href }],
})

/** A form must stand at the body's root, and its submit button must carry a value or the click fails in the client. */
const formOf = ({ fields, submit }: Form) => ({
  tag: 'form',
  name: 'form',
  elements: [
    ...fieldsOf(fields),
    { ...buttonOf(submit), type: submit.style ?? 'primary', name: '_submit', form_action_type: 'submit' },
  ],
})
