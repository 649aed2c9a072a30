import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { refDebounced } from '@vueuse/core'
import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import {
  checkTariff,
  type Lot,
  priceTariff,
  type Tariff,
  tariffCurve,
  type TariffFinding,
} from '@/platform/api/generated'
import { instantsOf } from '@/platform/localtime'
import { asProblem, Problem } from '@/platform/problem'
import type { TriedStay } from './composer'
import { documentOf, type TariffDraft } from './draft'
import { findingsOf, ordered } from './findings'
import { gapsOf } from './shape'

/** Long enough that a word is typed in it, short enough to be called at once. */
const TYPING_MILLIS = 700
const CURVE_MINUTES = 1440

/** One answer for each content: an older one that comes late belongs to another key and is not shown. */
const asking = {
  staleTime: Infinity,
  retry: (failures: number, error: unknown) =>
    failures < 5 && error instanceof Problem && (error.type === 'too-many-requests' || error.unsettled),
  retryDelay: (attempt: number, error: unknown) =>
    error instanceof Problem && error.retryAfter ? error.retryAfter * 1000 : 500 * 2 ** attempt,
}

/** What the server makes of the tariff as it stands, again and again while it is being written. */
export function useLive(
  lot: Lot,
  draft: TariffDraft,
  stay: TriedStay,
  curveMinutes: MaybeRefOrGetter<number>,
) {
  const place = { timeZone: lot.timeZone, currency: lot.currency }
  const now = computed(() => JSON.stringify(documentOf(draft)))
  const settled = refDebounced(now, TYPING_MILLIS, { maxWait: 4 * TYPING_MILLIS })
  const tariff = computed(() => JSON.parse(settled.value) as Tariff)
  const gaps = computed(() => gapsOf(tariff.value))
  /** Without its examples, which change no price. */
  const priced = computed(() => JSON.stringify({ ...tariff.value, examples: undefined }))

  const tried = refDebounced(
    computed(() => JSON.stringify(stay)),
    TYPING_MILLIS / 2,
  )
  const triedStay = computed(() => JSON.parse(tried.value) as TriedStay)
  const who = computed(() => ({
    kind: triedStay.value.kind,
    ...(triedStay.value.vehicle && { vehicleClass: triedStay.value.vehicle }),
    concessions: triedStay.value.concessions,
  }))
  const from = computed(() => instantAt(triedStay.value.from, lot.timeZone))
  const until = computed(() => instantAt(triedStay.value.until, lot.timeZone))

  const check = useQuery(
    computed(() => ({
      queryKey: ['tariff-check', place, settled.value, who.value],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await checkTariff({ body: { tariff: tariff.value, ...place, ...who.value }, signal })).data,
      enabled: gaps.value.length === 0,
      placeholderData: keepPreviousData,
      ...asking,
    })),
  )

  /** The words of the refusal where the document cannot even be read: an unknown field, mostly. */
  const unread = computed(() => (check.error.value ? findingsOf(asProblem(check.error.value)) : []))
  const findings = computed<readonly TariffFinding[]>(() =>
    ordered(
      gaps.value.length
        ? gaps.value
        : unread.value.length
          ? unread.value
          : (check.data.value?.findings ?? []),
    ),
  )
  /** It can be priced: only such a tariff has a hash. */
  const makesSense = computed(
    () => gaps.value.length === 0 && !check.isPlaceholderData.value && check.data.value?.hash !== undefined,
  )

  /** What was last answered, kept in view until there is something newer; not while the tariff makes no sense. */
  const shown = computed(() =>
    gaps.value.length === 0 && check.data.value?.hash !== undefined ? check.data.value : undefined,
  )

  /** The tariff as it was when it last made sense: only that can be put into words. */
  const sound = shallowRef<Tariff>()
  watch([makesSense, tariff], ([makes, now]) => makes && (sound.value = now), { immediate: true })

  const curve = useQuery(
    computed(() => {
      const minutes = toValue(curveMinutes) || CURVE_MINUTES
      return {
        queryKey: ['tariff-curve', place, priced.value, from.value, minutes, who.value],
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          (
            await tariffCurve({
              body: { tariff: tariff.value, ...place, from: from.value ?? '', minutes, ...who.value },
              signal,
            })
          ).data,
        enabled: makesSense.value && from.value !== undefined,
        placeholderData: keepPreviousData,
        ...asking,
      }
    }),
  )

  const isStay = computed(
    () =>
      from.value !== undefined &&
      until.value !== undefined &&
      Date.parse(from.value) < Date.parse(until.value),
  )
  const price = useQuery(
    computed(() => ({
      queryKey: [
        'tariff-price',
        place,
        priced.value,
        from.value,
        until.value,
        triedStay.value.lostTicket,
        who.value,
      ],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (
          await priceTariff({
            body: {
              tariff: tariff.value,
              ...place,
              from: from.value ?? '',
              until: until.value ?? '',
              lostTicket: triedStay.value.lostTicket,
              ...who.value,
            },
            signal,
          })
        ).data,
      enabled: makesSense.value && isStay.value,
      placeholderData: keepPreviousData,
      ...asking,
    })),
  )

  /** What is shown is about what is written. */
  const upToDate = computed(
    () => now.value === settled.value && !check.isFetching.value && !check.isPlaceholderData.value,
  )
  const errors = computed(() => findings.value.filter(({ severity }) => severity === 'ERROR').length)
  const passing = computed(
    () => (makesSense.value && check.data.value?.examples.filter(({ passes }) => passes).length) || 0,
  )

  return {
    check,
    curve,
    price,
    findings,
    makesSense,
    shown,
    sound,
    upToDate,
    errors,
    passing,
    gaps,
    from,
    until,
    isStay,
  }
}

export type Live = ReturnType<typeof useLive>

/** A local time as an instant; the earlier one where the clocks show it twice, none where they skip it. */
export function instantAt(local: string, zone: string): string | undefined {
  const [date = '', time = ''] = local.split('T')
  return instantsOf({ date, time: time.slice(0, 5) }, zone)[0]
}
