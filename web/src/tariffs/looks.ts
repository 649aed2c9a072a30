import type { Severity } from '@/platform/api/generated'

/** A shape of its own for each weight, beside its colour and its word. */
export const severityLooks = {
  ERROR: { icon: 'i-lucide-octagon-x', text: 'text-error', box: 'border-error bg-error/8', color: 'error' },
  WARNING: {
    icon: 'i-lucide-triangle-alert',
    text: 'text-warning',
    box: 'border-warning bg-warning/8',
    color: 'warning',
  },
  NOTE: {
    icon: 'i-lucide-message-circle-question',
    text: 'text-info',
    box: 'border-info bg-info/8',
    color: 'info',
  },
} as const satisfies Record<Severity, { icon: string; text: string; box: string; color: string }>
