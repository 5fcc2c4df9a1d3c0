// The page works without this script; with it, findings and rules can be filtered, and commands copied.
'use strict';
(() => {
  const form = document.querySelector('.filters');
  const output = form.querySelector('output');
  const items = [...document.querySelectorAll('.item')];
  const groups = [...document.querySelectorAll('.group')];
  const choices = ['outcome', 'suite', 'level'];

  function apply() {
    const { operation, text } = form.elements;
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let cards = 0;
    let rows = 0;
    for (const item of items) {
      const { dataset } = item;
      const shown =
        choices.every((name) => !form.elements[name].value || form.elements[name].value === dataset[name]) &&
        (!operation.value || dataset.operations.split(' ').includes(operation.value)) &&
        words.every((word) => dataset.text.includes(word));
      item.hidden = !shown;
      if (shown && item.matches('.finding')) cards += 1;
      else if (shown) rows += 1;
    }
    for (const group of groups)
      group.hidden = group.matches('.suite') && !group.querySelector('.item:not([hidden])');
    output.value = `${cards} findings and ${rows} rules shown`;
    remember();
  }

  /** The body of a finding stands in a noscript element, whose content is text until it is wanted. */
  function unfold(details) {
    const folded = details.querySelector(':scope > noscript');
    if (!folded) return;
    const holder = document.createElement('template');
    holder.innerHTML = folded.textContent;
    folded.replaceWith(holder.content);
  }

  function open(details) {
    unfold(details);
    details.open = true;
  }

  /** The filters are part of the address, so that a filtered view can be passed on. */
  function remember() {
    const filled = [...new FormData(form)].filter(([, value]) => value !== '');
    const query = new URLSearchParams(filled).toString();
    try {
      history.replaceState(null, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
    } catch {
      // Some browsers refuse this for files; the filters work all the same.
    }
  }

  function recall() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field && 'value' in field) field.value = value;
    }
  }

  function set(values) {
    form.reset();
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    apply();
    document.querySelector('#findings').scrollIntoView();
  }

  /** A link to a rule shows it, whatever the filters say. */
  function openTarget() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target || !target.matches('.item')) return;
    if (target.hidden) {
      form.reset();
      apply();
    }
    if (target.matches('details')) open(target);
    target.scrollIntoView();
    (target.querySelector('summary') || target).focus({ preventScroll: true });
  }

  async function copy(button) {
    const code = button.parentElement.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
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
    if (!button) return;
    const { setOutcome, setOperation, setSuite } = button.dataset;
    if (button.matches('.copy')) void copy(button);
    else if (setOutcome) set({ outcome: setOutcome });
    else if (setSuite) set({ operation: setOperation, suite: setSuite });
    else if (button.matches('.theme')) {
      const dark = getComputedStyle(document.documentElement).colorScheme.startsWith('dark');
      const systemDark = matchMedia('(prefers-color-scheme: dark)').matches;
      const now = document.documentElement.dataset.theme ? dark : systemDark;
      document.documentElement.dataset.theme = now ? 'light' : 'dark';
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target.matches('input, select, textarea')) return;
    event.preventDefault();
    form.elements.text.focus();
  });
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));
  addEventListener('hashchange', openTarget);
  // Toggle events do not bubble.
  document.addEventListener('toggle', ({ target }) => unfold(target), { capture: true });

  let opened = [];
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details.finding')) unfold(details);
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });

  form.hidden = false;
  document.querySelector('.theme').hidden = false;
  recall();
  apply();
  const first = document.querySelector('.finding:not([hidden])');
  if (first) open(first);
  openTarget();
})();
