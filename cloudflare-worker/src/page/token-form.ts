import { h } from './lib/dom';
import { texts } from './texts';

/** Asks for an access token. */
export function tokenForm(use: (token: string) => void): HTMLFormElement {
  const field = h('input', {
    type: 'password',
    name: 'token',
    autocomplete: 'off',
    required: true,
    'aria-label': texts.banners.tokenLabel,
    placeholder: texts.banners.tokenLabel,
  });
  return h(
    'form',
    {
      class: 'token-form',
      onsubmit: (event: Event) => {
        event.preventDefault();
        use(field.value.trim());
      },
    },
    field,
    h('button', { type: 'submit' }, texts.banners.tokenUse),
  );
}
