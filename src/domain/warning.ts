/** Placeholder of types while the life cycle is written below. */
export type Colour = 'red' | 'orange' | 'yellow' | 'blue'
export type WarningAction = 'issue' | 'update' | 'upgrade' | 'downgrade' | 'lift'
