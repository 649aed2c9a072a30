import type { LocationQuery } from 'vue-router'
import type { JobOutcome, JobStatus } from '@/platform/api/generated'
import { outcomes, statuses } from './looks'

export const views = ['waiting', 'recurring', 'history'] as const

/** What of the jobs is looked at; empty where it does not matter. */
export interface JobView {
  view: (typeof views)[number]
  status: JobStatus | ''
  outcome: JobOutcome | ''
}

export function viewOf(address: LocationQuery): JobView {
  return {
    view: views.find((view) => view === address.view) ?? 'waiting',
    status: statuses.find((status) => status === address.status) ?? '',
    outcome: outcomes.find((outcome) => outcome === address.outcome) ?? '',
  }
}

export function addressOf({ view, status, outcome }: JobView): Record<string, string> {
  return {
    ...(view !== 'waiting' && { view }),
    ...(view === 'waiting' && status && { status }),
    ...(view === 'history' && outcome && { outcome }),
  }
}
