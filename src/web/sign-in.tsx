import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { api, type DemoPerson } from './api.ts'
import { device } from './device.ts'
import { ROLE_WORDS, words } from './words.ts'

const ORDER = [
  'duty_officer',
  'duty_leader',
  'town_leader',
  'broadcaster',
  'info_officer',
  'grid_member',
  'forest_ranger',
  'unit_contact',
]

/** A one-time code; in the demo station a choice of its people. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const station = useQuery({ queryKey: ['station'], queryFn: api.station })
  const kept = useQuery({ queryKey: ['kept here'], queryFn: device.unsent, staleTime: 0, networkMode: 'always' })
  const [code, setCode] = useState('')
  const [fault, setFault] = useState<string>()
  const enter = (by: { code?: string; person?: string }) =>
    api.signIn(by).then(onSignedIn, (e: Error) => setFault(e.message))
  return (
    <main className="sign-in">
      <h1>{words.title}</h1>
      {!!kept.data && <Alert type="info" title={words.keptHere(kept.data)} showIcon />}
      {fault && <Alert type="warning" title={fault} showIcon />}
      {station.data?.demo ? (
        <Picker people={station.data.people} pick={(person) => void enter({ person })} />
      ) : (
        <form
          className="code"
          onSubmit={(e) => {
            e.preventDefault()
            void enter({ code })
          }}
        >
          <label htmlFor="code">{words.codeTitle}</label>
          <Input
            id="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={(e) => setCode(e.target.value.replace(/\D/g, ''))}
            size="large"
            autoFocus
          />
          <p className="hint">{words.codeHint}</p>
          <Button type="primary" htmlType="submit" size="large" block disabled={code.length !== 6}>
            {words.enter}
          </Button>
        </form>
      )}
    </main>
  )
}

function Picker({ people, pick }: { people: DemoPerson[]; pick: (id: string) => void }) {
  const [sought, setSought] = useState('')
  const byRole = useMemo(() => {
    const groups = new Map<string, DemoPerson[]>()
    for (const p of people) {
      if (sought && !`${p.name}${p.village ?? ''}${ROLE_WORDS[p.role] ?? ''}`.includes(sought.trim())) continue
      groups.set(p.role, [...(groups.get(p.role) ?? []), p])
    }
    return [...groups].sort((a, b) => ((ORDER.indexOf(a[0]) + 99) % 99) - ((ORDER.indexOf(b[0]) + 99) % 99))
  }, [people, sought])
  return (
    <section className="picker">
      <p>{words.pickPerson}</p>
      <Input
        aria-label={words.search}
        placeholder={words.search}
        allowClear
        value={sought}
        onChange={(e) => setSought(e.target.value)}
        size="large"
      />
      {byRole.map(([role, list]) => (
        <div key={role}>
          <h2>{ROLE_WORDS[role] ?? role}</h2>
          <div className="people">
            {list.map((p) => (
              <Button key={p.id} onClick={() => pick(p.id)}>
                {p.name}
                {p.village && <small>{p.village}</small>}
                {p.on_duty && <small>{words.onDuty}</small>}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  )
}
