import {
  computed,
  type ComputedRef,
  inject,
  type InjectionKey,
  nextTick,
  provide,
  reactive,
  shallowReactive,
} from 'vue'
import type { Lot, SpotKind, TariffFinding } from '@/platform/api/generated'
import type { ExampleDraft, TariffDraft } from './draft'
import { nearest, type Part, parts, partOf } from './findings'

/** A stay as it is tried: its times are local ones of the lot, `2026-12-01T09:00`. */
export interface TriedStay {
  from: string
  until: string
  kind: SpotKind
  vehicle: string
  concessions: string[]
  lostTicket: boolean
}

/** What the parts of the composer share. */
export interface Composer {
  lot: Lot
  /** The tariff being written is `composer.draft`. */
  draft: TariffDraft
  findings: ComputedRef<readonly TariffFinding[]>
  /** The findings that no place shown is closer to than this one. */
  at(place: string): TariffFinding[]
  show(place: string, element: HTMLElement): void
  hide(place: string, element: HTMLElement): void
  open: Record<Part, boolean>
  jumpTo(path: string): Promise<void>
  stay: TriedStay
  tryOut(stay: StayLike): void
  addExample(stay: StayLike, price: string): void
}

export type StayLike = Pick<
  ExampleDraft,
  'from' | 'until' | 'kind' | 'vehicle' | 'concessions' | 'lostTicket'
>

const KEY: InjectionKey<Composer> = Symbol('composer')

const USUALLY_OPEN: readonly Part[] = ['basics', 'rates', 'examples']

export function provideComposer(options: {
  lot: Lot
  draft: TariffDraft
  stay: TriedStay
  findings: ComputedRef<readonly TariffFinding[]>
  /** Brings the forms to the front, and the try-out box. */
  showForms: () => void
  showTryOut: () => void
}): Composer {
  const { lot, draft, stay, findings } = options
  const places = shallowReactive(new Map<string, HTMLElement>())
  const open = reactive(
    Object.fromEntries(parts.map((part) => [part, USUALLY_OPEN.includes(part)])) as Record<Part, boolean>,
  )
  const byPlace = computed(() => {
    const sorted = new Map<string, TariffFinding[]>()
    for (const finding of findings.value) {
      const place = nearest(places.keys(), finding.path)
      sorted.set(place, [...(sorted.get(place) ?? []), finding])
    }
    return sorted
  })

  async function jumpTo(path: string) {
    options.showForms()
    open[partOf(path)] = true
    // Once until the section is there, once until its parts have said where they are.
    await nextTick()
    await nextTick()
    const element = places.get(nearest(places.keys(), path))
    element?.scrollIntoView({ block: 'center' })
    element?.focus({ preventScroll: true })
  }

  const composer: Composer = {
    lot,
    draft,
    findings,
    at: (place) => byPlace.value.get(place) ?? [],
    show: (place, element) => places.set(place, element),
    hide: (place, element) => places.get(place) === element && places.delete(place),
    open,
    jumpTo,
    stay,
    tryOut: (tried) => {
      Object.assign(stay, {
        from: tried.from,
        until: tried.until,
        kind: tried.kind ?? stay.kind,
        vehicle: tried.vehicle ?? '',
        concessions: [...(tried.concessions ?? [])],
        lostTicket: tried.lostTicket ?? false,
      } satisfies TriedStay)
      options.showTryOut()
    },
    addExample: (tried, price) => {
      draft.examples ??= []
      draft.examples.push({ ...pickStay(tried), price })
      void jumpTo(`examples[${draft.examples.length - 1}]`)
    },
  }
  provide(KEY, composer)
  return composer
}

export function useComposer(): Composer {
  const composer = inject(KEY)
  if (!composer) throw new Error('not within a composer')
  return composer
}

function pickStay({ from, until, kind, vehicle, concessions, lostTicket }: StayLike): StayLike {
  return {
    from,
    until,
    ...(kind && kind !== 'STANDARD' && { kind }),
    ...(vehicle && { vehicle }),
    ...(concessions?.length && { concessions: [...concessions] }),
    ...(lostTicket && { lostTicket }),
  }
}
