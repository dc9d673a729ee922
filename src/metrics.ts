/** What /metrics shows. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'anan_' })
  const registers = [registry]
  return {
    registry,
    received: new Counter({
      name: 'anan_received_total',
      help: 'Events stored in the inbox',
      labelNames: ['channel'],
      registers,
    }),
    refused: new Counter({
      name: 'anan_refused_total',
      help: 'Webhook requests refused, by reason',
      labelNames: ['channel', 'reason'],
      registers,
    }),
    sent: new Counter({
      name: 'anan_attempts_total',
      help: 'Attempts to send, by outcome',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    deadLetters: new Counter({
      name: 'anan_dead_letters_total',
      help: 'Messages given up on after five tries',
      registers,
    }),
    // its name until 0.2, kept for one version
    parked: new Counter({ name: 'anan_parked_total', help: 'Was renamed to anan_dead_letters_total', registers }),
    http: new Histogram({
      name: 'anan_http_seconds',
      help: 'HTTP requests',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2],
      registers,
    }),
    unread: new Gauge({ name: 'anan_oldest_unread_seconds', help: 'Age of the oldest unread message', registers }),
    unsent: new Gauge({ name: 'anan_oldest_unsent_seconds', help: 'Age of the oldest due unsent message', registers }),
    undelivered: new Gauge({ name: 'anan_undelivered', help: 'Messages refused or of unknown result', registers }),
    findings: new Gauge({ name: 'anan_audit_findings', help: 'What the auditor found and still stands', registers }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
