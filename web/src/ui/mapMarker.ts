import type { Money, Position } from '@/platform/api/generated'

export interface LotMarker {
  id: string
  name: string
  position: Position
  freeSpots: number
  price?: Money
}
