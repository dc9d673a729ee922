import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { Button as CardButton, Field, FormValue, Outbound } from '../domain/message.ts'
import { api } from './api.ts'
import { words } from './words.ts'

/** What 安安 says: plain text, or a card with its tone, lines, the original set apart, form and buttons. */
export function Card({ message, messageId, chat }: { message: Outbound; messageId: string; chat: string }) {
  const { modal, message: toast } = App.useApp()
  const [pressing, setPressing] = useState<string>()
  const { card } = message
  const press = async (button: CardButton, form?: Record<string, FormValue>) => {
    if (
      button.confirm &&
      !(await modal.confirm({ title: button.confirm, okText: words.confirm, cancelText: words.cancel }))
    )
      return
    setPressing(button.act)
    try {
      await api.press(chat, { messageId, act: button.act, data: button.data, form })
    } catch (e) {
      toast.warning((e as Error).message)
    } finally {
      setTimeout(() => setPressing(undefined), 400)
    }
  }
  if (!card) return <p className={message.drill ? 'text drill' : 'text'}>{message.text}</p>
  const buttons = !!card.buttons?.length && (
    <div key="buttons" className="buttons">
      {card.buttons.map((b) => (
        <Button
          key={b.act + b.label}
          type={b.style === 'primary' ? 'primary' : 'default'}
          danger={b.style === 'danger'}
          loading={pressing === b.act}
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
      busy={pressing === card.form.submit.act}
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
      {card.original && (
        <figure>
          <figcaption>
            {words.original} · {card.original.source}
          </figcaption>
          <blockquote>{card.original.text}</blockquote>
        </figure>
      )}
      {formFirst ? [form, buttons] : [buttons, form]}
      {card.link && (
        <a className="more" href={card.link.path} target="_blank" rel="noreferrer">
          {card.link.label}
        </a>
      )}
      {card.note && <p className="note">{card.note}</p>}
    </div>
  )
}

function CardForm({
  fields,
  submit,
  busy,
  send,
}: {
  fields: Field[]
  submit: CardButton
  busy: boolean
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
      <Button
        htmlType="submit"
        type={submit.style === 'primary' ? 'primary' : 'default'}
        loading={busy}
        disabled={!complete}
      >
        {submit.label}
      </Button>
    </form>
  )
}
