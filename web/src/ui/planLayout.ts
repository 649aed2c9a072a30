import type { Spot } from '@/platform/api/generated'

export type PlanSpot = Pick<Spot, 'id' | 'label' | 'kind' | 'inService' | 'free'>
export type SpotState = 'free' | 'taken' | 'outOfService'

export const BAY = { width: 40, depth: 74 }
const AISLE = 46
const MARGIN = 12
const LONGEST_ROW = 20

export interface Bay {
  spot: PlanSpot
  x: number
  y: number
  row: number
  column: number
  /** The side the car drives in from. */
  opens: 'down' | 'up'
}

export interface Aisle {
  y: number
  direction: 'right' | 'left'
}

export interface Plan {
  rows: Bay[][]
  aisles: Aisle[]
  width: number
  height: number
}

export function stateOf(spot: PlanSpot): SpotState {
  if (!spot.inService) return 'outOfService'
  return spot.free ? 'free' : 'taken'
}

/**
 * Numbers do not tell where a bay lies, so the plan is drawn as car parks are built: pairs of rows face an
 * aisle, back to back with the next pair; a letter before the number starts a new row.
 */
export function planOf(spots: readonly PlanSpot[]): Plan {
  const rows = rowsOf(spots)
  const aisles: Aisle[] = []
  let y = MARGIN
  const placed = rows.map((row, index) => {
    const opens = index % 2 === 0 ? 'down' : 'up'
    const top = y
    y += BAY.depth
    if (opens === 'down') {
      aisles.push({ y: y + AISLE / 2, direction: aisles.length % 2 === 0 ? 'right' : 'left' })
      y += AISLE
    }
    return row.map<Bay>((spot, column) => ({
      spot,
      x: MARGIN + column * BAY.width,
      y: top,
      row: index,
      column,
      opens,
    }))
  })
  const longest = Math.max(0, ...rows.map((row) => row.length))
  return { rows: placed, aisles, width: longest * BAY.width + 2 * MARGIN, height: y + MARGIN }
}

/** Where an arrow key leads; rows of different length meet at their nearest bay. */
export function neighbour(plan: Plan, bay: Bay, key: string): Bay | undefined {
  const row = plan.rows[bay.row] ?? []
  switch (key) {
    case 'ArrowRight':
      return row[bay.column + 1] ?? plan.rows[bay.row + 1]?.[0]
    case 'ArrowLeft':
      return row[bay.column - 1] ?? plan.rows[bay.row - 1]?.at(-1)
    case 'ArrowDown':
      return nearest(plan.rows[bay.row + 1], bay.column)
    case 'ArrowUp':
      return nearest(plan.rows[bay.row - 1], bay.column)
    case 'Home':
      return row[0]
    case 'End':
      return row.at(-1)
    default:
      return undefined
  }
}

function nearest(row: Bay[] | undefined, column: number): Bay | undefined {
  return row?.[Math.min(column, row.length - 1)]
}

function rowsOf(spots: readonly PlanSpot[]): PlanSpot[][] {
  const byNumber = new Intl.Collator('en', { numeric: true })
  const groups = new Map<string, PlanSpot[]>()
  for (const spot of [...spots].sort((a, b) => byNumber.compare(a.label, b.label))) {
    const letters = /^\D*/.exec(spot.label)?.[0] ?? ''
    groups.set(letters, [...(groups.get(letters) ?? []), spot])
  }
  return [...groups.values()].flatMap(split)
}

/** Long runs become rows of about the same length rather than full ones and a stump. */
function split(run: PlanSpot[]): PlanSpot[][] {
  const rows = Math.ceil(run.length / LONGEST_ROW)
  const length = Math.ceil(run.length / rows)
  return Array.from({ length: rows }, (_, row) => run.slice(row * length, (row + 1) * length))
}
