import type { SpotKind } from '@/platform/api/generated'

export const spotKinds = [
  'STANDARD',
  'COMPACT',
  'ACCESSIBLE',
  'EV_CHARGING',
  'MOTORCYCLE',
  'OVERSIZE',
] as const satisfies readonly SpotKind[]

/** A standard spot is the plain case and carries no sign. */
export const kindIcons: Record<SpotKind, string | undefined> = {
  STANDARD: undefined,
  COMPACT: 'i-lucide-minimize-2',
  ACCESSIBLE: 'i-lucide-accessibility',
  EV_CHARGING: 'i-lucide-zap',
  MOTORCYCLE: 'i-lucide-motorbike',
  OVERSIZE: 'i-lucide-truck',
}
