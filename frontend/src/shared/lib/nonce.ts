/** The placeholder in the HTML files that the gateway replaces in each answer. */
const PLACEHOLDER = '__CSP_NONCE__';

/**
 * The nonce this page's content security policy accepts for `<style>` elements.
 * Empty when the page was not served by the gateway (the development server has no such policy).
 */
export function cspNonce(): string {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  return content === PLACEHOLDER ? '' : content;
}
