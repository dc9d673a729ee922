import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { Button as CardButton, Field, FormValue, Outbound } from '../domain/kernel/message.ts'
import type { Waiting } from './device.ts'
import { useOutbox, useWaiting } from './waiting.tsx'
import { words } from './words.ts'

/** What 安安 says: plain text, or a card with its tone, lines, the original set apart, form and buttons. */
export function Card({ message, messageId, chat }: { message: Outbound; messageId: string; chat: string }) {
  const { modal, message: toast } = App.useApp()
  const outbox = useOutbox()
  const presses = useWaiting().filter((w) => w.press?.messageId === messageId)
  const { card } = message
  const pressOf = (button: CardButton) =>
    presses
      .filter((w) => w.press!.act === button.act && JSON.stringify(w.press!.data) === JSON.stringify(button.data))
      .at(-1)
  const press = async (button: CardButton, form?: Record<string, FormValue>) => {
    if (
      button.confirm &&
      !(await modal.confirm({ title: button.confirm, okText: words.confirm, cancelText: words.cancel }))
    )
      return
    const before = pressOf(button)
    // pressed already and on its way: once is enough
    if (before && !before.sentAt && !before.refused && JSON.stringify(before.press!.form) === JSON.stringify(form))
      return outbox.wake()
    if (before && (before.sentAt || before.refused)) await outbox.drop(before.seq)
    const made = { messageId, act: button.act, label: button.label, data: button.data, form }
    if (!(await outbox.add(chat, { press: made }))) toast.warning(words.noRoom)
  }
  if (!card) return <p className={message.drill ? 'text drill' : 'text'}>{message.text}</p>
  const buttons = !!card.buttons?.length && (
    <div key="buttons" className="buttons">
      {card.buttons.map((b) => (
        <Button
          key={b.act + b.label}
          type={b.style === 'primary' ? 'primary' : 'default'}
          danger={b.style === 'danger'}
          aria-pressed={!!pressOf(b)}
          className={pressOf(b) && !pressOf(b)!.refused ? 'pressed' : undefined}
          onClick={() => void press(b)}
        >
          {b.label}
        </Button>
      ))}
    </div>
  )
  const form = card.form && (
    <CardForm
      key={messageId + JSON.stringify(card.form.submit.data)}
      fields={card.form.fields}
      submit={card.form.submit}
      send={(values) => void press(card.form!.submit, values)}
    />
  )
  // what matters most stands first: a draft's 确认 before its 取消
  const formFirst = card.form?.submit.style === 'primary'
  return (
    <div className={`card ${card.tone}${message.drill ? ' drill' : ''}`}>
      {message.drill && <div className="drill-band">{words.drill}</div>}
      <h3>{card.title}</h3>
      <dl>
        {card.lines.map((line, i) =>
          typeof line === 'string' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
            <dd key={i} className="whole">
              {line}
            </dd>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
            <div key={i}>
              <dt>{line.label}</dt>
              <dd>{line.value}</dd>
            </div>
          ),
        )}
      </dl>
      {!!card.photos?.length && (
        <div className="photos">
          {card.photos.map(({ label, hash }) => (
            <figure key={label + hash}>
              <a href={`/web/media/${hash}`} target="_blank" rel="noreferrer">
                <img className="photo" src={`/web/media/${hash}`} alt={label} loading="lazy" />
              </a>
              <figcaption>{label}</figcaption>
            </figure>
          ))}
        </div>
      )}
      {card.original && (
        <figure>
          <figcaption>
            {words.original} · {card.original.source}
          </figcaption>
          <blockquote>{card.original.text}</blockquote>
        </figure>
      )}
      {formFirst ? [form, buttons] : [buttons, form]}
      {presses.map((w) => (
        <p key={w.seq} className={w.refused || w.failed ? 'state wrong' : 'state'} role="status">
          {saidPress(w)}
        </p>
      ))}
      {card.link && (
        <a className="more" href={card.link.path} target="_blank" rel="noreferrer">
          {card.link.label}
        </a>
      )}
      {card.note && <p className="note">{card.note}</p>}
    </div>
  )
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

/** What became of a press, in one line. */
function saidPress(w: Waiting): string {
  const { label } = w.press!
  if (w.sentAt) return words.pressedSent(label, clock.format(w.sentAt))
  if (w.refused) return words.pressedRefused(label, w.refused)
  return w.failed ? words.pressedYet(label) : words.pressed(label)
}

function CardForm({
  fields,
  submit,
  send,
}: {
  fields: Field[]
  submit: CardButton
  send: (values: Record<string, FormValue>) => void
}) {
  const [values, setValues] = useState<Record<string, FormValue>>(() =>
    Object.fromEntries(fields.flatMap((f) => (f.value ? [[f.name, f.value]] : []))),
  )
  const set = (name: string) => (value: string) => setValues((v) => ({ ...v, [name]: value }))
  const complete = fields.every((f) => !f.required || values[f.name])
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        send(values)
      }}
    >
      {fields.map((f) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is one of the four below
        <label key={f.name}>
          {f.label}
          {f.type === 'select' ? (
            <Select
              aria-label={f.label}
              showSearch
              optionFilterProp="label"
              placeholder={words.chooseOne}
              value={values[f.name] as string | undefined}
              onChange={set(f.name)}
              options={f.options}
            />
          ) : f.type === 'date' ? (
            <input type="date" value={String(values[f.name] ?? '')} onChange={(e) => set(f.name)(e.target.value)} />
          ) : f.multiline ? (
            <Input.TextArea
              rows={3}
              value={String(values[f.name] ?? '')}
              onChange={(e) => set(f.name)(e.target.value)}
            />
          ) : (
            <Input value={String(values[f.name] ?? '')} onChange={(e) => set(f.name)(e.target.value)} />
          )}
        </label>
      ))}
      <Button htmlType="submit" type={submit.style === 'primary' ? 'primary' : 'default'} disabled={!complete}>
        {submit.label}
      </Button>
    </form>
  )
}
