import { useQuery } from '@tanstack/vue-query'
import { useNow } from '@vueuse/core'
import { computed, ref, type Ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useAction } from '@/platform/action'
import { pay, type Reservation } from '@/platform/api/generated'
import { reservationPaymentsOptions } from '@/platform/api/generated/@tanstack/vue-query.gen'
import { payingState, type PayingState } from './paying'
import { textOf } from './windowQuery'

/** How often the server is asked, in milliseconds. */
const paces: Partial<Record<PayingState, number>> = { waiting: 1500, slow: 5000 }

/** Paying for a reservation: to the provider's page, and waiting for the outcome when one comes back from it. */
export function usePaying(id: string, reservation: Ref<Reservation | undefined>, reload: () => unknown) {
  const route = useRoute()
  const router = useRouter()
  const now = useNow({ interval: 1000 })
  const since = ref(Date.now())
  const justPaid = ref(false)

  const pace = ref<number | false>(false)
  const payments = useQuery({
    ...reservationPaymentsOptions({ path: { id } }),
    refetchInterval: pace,
  })
  const latest = computed(() => payments.data.value?.items[0])
  const state = computed<PayingState>(() =>
    reservation.value
      ? payingState(
          textOf(route.query, 'payment'),
          reservation.value,
          latest.value,
          now.value.getTime() - since.value,
        )
      : 'idle',
  )
  const isWaiting = computed(() => state.value === 'waiting' || state.value === 'slow')

  // The reservation follows its payment: each answer about the one asks for the other.
  watch(payments.dataUpdatedAt, () => isWaiting.value && reload())
  watch(
    state,
    (reached) => {
      pace.value = paces[reached] ?? false
      if (reached === 'paid') {
        justPaid.value = true
        void payments.refetch()
        void router.replace({ query: {} })
      }
    },
    { immediate: true },
  )

  const start = useAction((reservationId: string) => pay({ path: { id: reservationId } }), {
    onDone: (payment) => {
      if (payment.checkoutUrl) {
        globalThis.location.assign(payment.checkoutUrl)
        // The button keeps turning until the browser has left.
        return new Promise(() => {})
      }
      return Promise.all([reload(), payments.refetch()])
    },
  })

  return { payments, latest, state, isWaiting, justPaid, start }
}
