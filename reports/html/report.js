// The page works without this script; with it, findings and rules can be filtered, and commands copied.
'use strict';
(() => {
  const form = document.querySelector('.filters');
  const output = form.querySelector('output');
  const items = [...document.querySelectorAll('.item')];
  const suites = [...document.querySelectorAll('.suite')];
  const nothing = document.querySelector('.nothing');
  const choices = ['outcome', 'suite', 'level'];
  /** A filtered suite with more rules than this stays folded. */
  const MOST_UNFOLDED = 60;

  function apply() {
    const { operation, text } = form.elements;
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = choices.filter((name) => form.elements[name].value);
    const filtered = wanted.length > 0 || operation.value !== '' || words.length > 0;
    let cards = 0;
    let rows = 0;
    for (const item of items) {
      const { dataset } = item;
      const shown =
        wanted.every((name) => form.elements[name].value === dataset[name]) &&
        (!operation.value || dataset.operations.split(' ').includes(operation.value)) &&
        words.every((word) => dataset.text.includes(word));
      item.hidden = !shown;
      if (shown && item.matches('.finding')) cards += 1;
      else if (shown) rows += 1;
    }
    for (const suite of suites) {
      const matching = suite.querySelectorAll('.item:not([hidden])').length;
      suite.hidden = filtered && matching === 0;
      suite.open = filtered && matching <= MOST_UNFOLDED;
      suite.querySelector('.matching').textContent = filtered ? `${matching} match` : '';
    }
    nothing.hidden = !filtered || cards > 0;
    output.value = filtered
      ? `${count(cards, 'finding')} and ${count(rows, 'rule')} match`
      : `${count(cards, 'finding')}, ${count(rows, 'rule')}`;
    remember();
  }

  function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
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
    document.querySelector('.filtered').scrollIntoView();
    document.querySelector('#findings').focus({ preventScroll: true });
  }

  /** A link to a rule shows it, whatever the filters say and whatever it is folded into. */
  function openTarget() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target || !target.matches('.item')) return;
    if (target.hidden) {
      form.reset();
      apply();
    }
    const suite = target.closest('.suite');
    if (suite) suite.open = true;
    if (target.matches('details')) open(target);
    target.scrollIntoView();
    (target.querySelector('summary') || target).focus({ preventScroll: true });
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('button');
    if (!button) return;
    const { setOutcome, setOperation, setSuite } = button.dataset;
    if (setOutcome) set({ outcome: setOutcome });
    else if (setSuite) set({ operation: setOperation, suite: setSuite });
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

  // On paper nothing can be unfolded: findings are, but the list of all rules is left as it is.
  let opened = [];
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details.finding')) unfold(details);
    opened = [...document.querySelectorAll('details.finding:not([open]), .finding details:not([open])')];
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });

  form.hidden = false;
  recall();
  apply();
  const first = document.querySelector('.finding:not([hidden])');
  if (first) open(first);
  openTarget();
  // The browser goes to an address's anchor once all is loaded, and takes the focus with it.
  addEventListener('load', openTarget);
})();
