import type { Severity, TariffFinding } from '@/platform/api/generated'
import type { Problem } from '@/platform/problem'

/** The sections of the composer, in their order. */
export const parts = [
  'basics',
  'specialDays',
  'rates',
  'caps',
  'free',
  'offers',
  'discounts',
  'surcharges',
  'rest',
  'examples',
] as const

export type Part = (typeof parts)[number]

const REST = ['lostTicket', 'reentry', 'exitGraceMinutes', 'maximumStayMinutes', 'topUps']

/** The section in which the part of the tariff at this path is written. */
export function partOf(path: string): Part {
  const [root = ''] = segmentsOf(path)
  if (REST.includes(root)) return 'rest'
  return parts.find((part) => part === root) ?? 'basics'
}

/** Of the places shown, the one that says most closely where the path is; the whole section if none does. */
export function nearest(places: Iterable<string>, path: string): string {
  const wanted = segmentsOf(path)
  let best = sectionPlace(partOf(path))
  let depth = 0
  for (const place of places) {
    const segments = segmentsOf(place)
    if (segments.length > depth && segments.every((segment, index) => segment === wanted[index])) {
      best = place
      depth = segments.length
    }
  }
  return best
}

/** A section as a place: no path of a tariff begins like this. */
export function sectionPlace(part: Part): string {
  return `#${part}`
}

const SEVERITIES: readonly Severity[] = ['ERROR', 'WARNING', 'NOTE']

/** Errors first; within the same weight as they stand in the tariff. */
export function ordered(findings: readonly TariffFinding[]): TariffFinding[] {
  const weight = ({ severity }: TariffFinding) => SEVERITIES.indexOf(severity)
  const section = ({ path }: TariffFinding) => parts.indexOf(partOf(path))
  return [...findings].sort((a, b) => weight(a) - weight(b) || section(a) - section(b))
}

export function countsOf(findings: readonly TariffFinding[]): { severity: Severity; count: number }[] {
  return SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((one) => one.severity === severity).length,
  })).filter(({ count }) => count > 0)
}

/** What the server could not read, as findings at the same paths. */
export function findingsOf(problem: Problem): TariffFinding[] {
  return problem.errors
    .filter(({ field }) => field === 'tariff' || field.startsWith('tariff.'))
    .map(({ field, message }) => ({
      severity: 'ERROR',
      code: 'CONTRADICTION',
      path: field.replace(/^tariff\.?/, ''),
      message,
    }))
}

function segmentsOf(path: string): string[] {
  return path.split(/[.[\]]+/).filter(Boolean)
}
