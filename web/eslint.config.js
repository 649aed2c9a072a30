import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import { globalIgnores } from 'eslint/config'

export default defineConfigWithVueTs(
  globalIgnores(['dist', 'test-results', 'src/platform/api/generated', 'src/platform/generated']),
  vue.configs['flat/recommended'],
  a11y.configs['flat/recommended'],
  vueTsConfigs.strict,
  prettier,
  {
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/define-macros-order': 'error',
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': ['error', { ignores: ['App', 'Countdown'] }],
      'vue/require-default-prop': 'off',
      // A label around its field, or one that names it, is enough; Nuxt UI's form field does the second.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // Nuxt UI's inputs get their label from UFormField, which this rule cannot see.
      'vuejs-accessibility/form-control-has-label': 'off',
      // The plan and dialogs move focus on purpose, from script.
      'vuejs-accessibility/no-autofocus': 'error',
    },
  },
)
