import { useToast } from '@nuxt/ui/composables/useToast'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'

/** Says that a file is being made, and leads to where it will be. */
export function useMadeFile() {
  const { t } = useI18n()
  const toast = useToast()
  const router = useRouter()

  return () =>
    toast.add({
      title: t('ui.export.asked'),
      description: t('ui.export.askedText'),
      color: 'success',
      icon: 'i-lucide-circle-check',
      actions: [{ label: t('ui.export.show'), onClick: () => void router.push('/exports') }],
    })
}
