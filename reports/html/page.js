// For every page: the choice of light or dark, and buttons that copy. Without this script both are missing.
'use strict';
(() => {
  const root = document.documentElement;
  const theme = document.querySelector('.theme');

  function switchTheme() {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    root.dataset.theme = (root.dataset.theme || dark) === 'dark' ? 'light' : 'dark';
  }

  async function copy(button) {
    const code = button.parentElement.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      // A file may have no clipboard.
      getSelection().selectAllChildren(code);
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('button');
    if (button && button.matches('.copy')) void copy(button);
    else if (button && button === theme) switchTheme();
  });
  theme.hidden = false;
})();
