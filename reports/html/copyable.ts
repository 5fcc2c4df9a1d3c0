import { markup, type Markup } from './markup.ts';

/** A command with a button that copies it. */
export function copyable(label: string, command: string): Markup {
  return markup`<div class="copyable">
    <code tabindex="0">${command}</code
    ><button type="button" class="copy" aria-label="Copy: ${label}">Copy</button>
  </div>`;
}
