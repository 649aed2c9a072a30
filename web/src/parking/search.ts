import type { LocationQuery, RouteLocationRaw } from 'vue-router'
import type { LotSummary, Money, Position, SearchLotsData, SpotKind } from '@/platform/api/generated'
import { parseMoney } from '@/platform/format'
import { SEARCH_CHARACTERS_MAX } from '@/platform/useFilter'
import { kindIcons } from '@/ui/spotKinds'
import type { TimeWindow } from '@/ui/window'
import { textOf } from './windowQuery'

export const kinds = Object.keys(kindIcons) as SpotKind[]
export const radii = [500, 1000, 2000, 5000, 10_000, 25_000, 50_000]
export const sorts = ['BEST', 'NEAREST', 'NAME'] as const

const RADIUS_METERS_DEFAULT = 5000

/** What somebody looks for, apart from the window. */
export interface Search {
  q: string
  near?: Position
  radiusMeters: number
  kind?: SpotKind
  freeOnly: boolean
  /** As typed, in major units. */
  maxPrice: string
  sort: (typeof sorts)[number]
}

export function searchOf(query: LocationQuery): Search {
  const near = positionIn(textOf(query, 'near') ?? '')
  const radius = Number(textOf(query, 'radius'))
  const sort = sorts.find((each) => each === textOf(query, 'sort')) ?? 'BEST'
  return {
    q: (textOf(query, 'q') ?? '').slice(0, SEARCH_CHARACTERS_MAX),
    near,
    radiusMeters: radii.includes(radius) ? radius : RADIUS_METERS_DEFAULT,
    kind: kinds.find((each) => each === textOf(query, 'kind')),
    freeOnly: textOf(query, 'free') === '1',
    maxPrice: textOf(query, 'max') ?? '',
    sort: sort === 'NEAREST' && !near ? 'BEST' : sort,
  }
}

/** Only what differs from a plain search stands in the address. */
export function queryOf(search: Search): Record<string, string> {
  const { q, near, radiusMeters, kind, freeOnly, maxPrice, sort } = search
  return {
    ...(q && { q }),
    ...(near && { near: `${near.lat},${near.lng}` }),
    ...(near && radiusMeters !== RADIUS_METERS_DEFAULT && { radius: String(radiusMeters) }),
    ...(kind && { kind }),
    ...(freeOnly && { free: '1' }),
    ...(maxPrice && { max: maxPrice }),
    ...(sort !== 'BEST' && (sort !== 'NEAREST' || near) && { sort }),
  }
}

/** The page of a lot that was found. Its address keeps the search, so that one comes back to it from there. */
export function lotRoute(
  id: string,
  search: Search,
  view: 'list' | 'map',
  window: TimeWindow,
): RouteLocationRaw & { query: Record<string, string> } {
  const kept = new URLSearchParams({ ...queryOf(search), ...(view === 'map' && { view }) }).toString()
  return {
    name: 'lot',
    params: { id },
    query: { ...window, ...(search.kind && { kind: search.kind }), ...(kept && { search: kept }) },
  }
}

/** The search that a lot's address keeps, for the window chosen there. */
export function searchRoute(
  lotQuery: LocationQuery,
  window: TimeWindow,
): RouteLocationRaw & { query: Record<string, string> } {
  const kept = new URLSearchParams(textOf(lotQuery, 'search'))
  return { name: 'find-parking', query: { ...Object.fromEntries(kept), ...window } }
}

/** What the server is asked. A text that is a position, "52.52, 13.405", is a place too. */
export function requestOf(
  search: Search,
  window: TimeWindow,
  currency: string,
): NonNullable<SearchLotsData['query']> {
  const typed = positionIn(search.q)
  const near = search.near ?? typed
  const max = priceIn(search.maxPrice, currency)
  return {
    q: typed || !search.q ? undefined : search.q,
    near: near && `${near.lat},${near.lng}`,
    radiusMeters: near && search.radiusMeters,
    ...window,
    kind: search.kind,
    freeOnly: search.freeOnly || undefined,
    maxPriceMinor: max?.amountMinor,
    sort: search.sort === 'NEAREST' && !near ? undefined : search.sort,
  }
}

/** A limit for the price as it was typed, or nothing if it is none. */
export function priceIn(typed: string, currency: string): Money | undefined {
  const price = parseMoney(typed, currency)
  return price && price.amountMinor >= 0 ? price : undefined
}

export function positionIn(text: string): Position | undefined {
  const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text)
  const [lat, lng] = [Number(match?.[1]), Number(match?.[2])]
  return match && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : undefined
}

export interface Loosening {
  key: 'full' | 'kind' | 'price' | 'radius' | 'words'
  change: Partial<Search>
}

/** What could be given up to find more, the smallest sacrifice first. */
export function loosenings(search: Search): Loosening[] {
  const wider = radii.find((radius) => radius > search.radiusMeters)
  const all: (Loosening | false | undefined | '')[] = [
    search.maxPrice && { key: 'price', change: { maxPrice: '' } },
    search.kind && { key: 'kind', change: { kind: undefined } },
    search.near && wider !== undefined && { key: 'radius', change: { radiusMeters: wider } },
    search.freeOnly && { key: 'full', change: { freeOnly: false } },
    search.q !== '' && { key: 'words', change: { q: '' } },
  ]
  return all.filter((each) => !!each)
}

export type LotState = 'closed' | 'full' | 'few' | 'plenty'

const FEW_SPOTS = 3
const FEW_SHARE = 0.1

/** A lot without a price for the window takes nobody then. */
export function lotStateOf(lot: Pick<LotSummary, 'freeSpots' | 'totalSpots' | 'price'>): LotState {
  if (!lot.price) return 'closed'
  if (lot.freeSpots === 0) return 'full'
  return lot.freeSpots <= Math.max(FEW_SPOTS, lot.totalSpots * FEW_SHARE) ? 'few' : 'plenty'
}
