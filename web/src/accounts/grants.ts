import * as v from 'valibot'
import type { Account, Grant, GrantRequest, Role } from '@/platform/api/generated'
import { translate } from '@/platform/i18n'

export const roles = [
  'DRIVER',
  'ATTENDANT',
  'OPERATOR_ADMIN',
  'PLATFORM_ADMIN',
] as const satisfies readonly Role[]

export function isOfOperator(role: Role): boolean {
  return role === 'ATTENDANT' || role === 'OPERATOR_ADMIN'
}

/** Whoever manages the whole platform grants every role; others those of their operators. */
export function grantable(platformWide: boolean): Role[] {
  return roles.filter((role) => platformWide || isOfOperator(role))
}

/** The server keeps what lies beyond the scope of whoever asks, so everything shown is sent back. */
export function withGrant(grants: readonly Grant[], added: GrantRequest): GrantRequest[] {
  return [...grants.map(request), added]
}

export function withoutGrant(grants: readonly Grant[], withdrawn: GrantRequest): GrantRequest[] {
  return grants.filter((one) => !isSame(one, withdrawn)).map(request)
}

/** One's own platform role is another admin's to take. */
export function mayWithdraw(grant: Grant, platformWide: boolean, isSelf: boolean): boolean {
  if (isOfOperator(grant.role)) {
    return true
  }
  return platformWide && !(isSelf && grant.role === 'PLATFORM_ADMIN')
}

export function nameOf({ role, operatorName }: Grant): string {
  const name = translate(`accounts.people.roles.${role}`)
  return operatorName ? translate('accounts.people.of', { role: name, operator: operatorName }) : name
}

export function grantRules(account: () => Account) {
  return v.pipe(
    v.object({ role: v.picklist(roles), operatorId: v.string() }),
    v.forward(
      v.check(
        ({ role, operatorId }) => !isOfOperator(role) || operatorId !== '',
        () => translate('accounts.people.grants.operatorMissing'),
      ),
      ['operatorId'],
    ),
    v.transform(({ role, operatorId }): GrantRequest => ({
      role,
      operatorId: isOfOperator(role) ? operatorId : undefined,
    })),
    v.check(
      (wanted) => !account().grants.some((held) => isSame(held, wanted)),
      () => translate('accounts.people.grants.has'),
    ),
  )
}

function request({ role, operatorId }: GrantRequest): GrantRequest {
  return { role, operatorId }
}

function isSame(a: GrantRequest, b: GrantRequest): boolean {
  return a.role === b.role && (a.operatorId ?? '') === (b.operatorId ?? '')
}
