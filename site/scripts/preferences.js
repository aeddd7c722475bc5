/* Keeps the reader's choice of print size, theme and contrast, and opens what is folded for paper. Runs before the page is painted; without it they still follow the system and the checkbox. */
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const write = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      /* private mode: the choice lasts for this page */
    }
  };
  const size = read('gongping-size');
  const theme = read('gongping-theme');
  if (size === 'large') root.dataset.size = 'large';
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const contrast = read('gongping-contrast');
  if (contrast === 'more' || contrast === 'normal') root.dataset.contrast = contrast;

  const opened = [];
  addEventListener('beforeprint', () => {
    for (const each of document.querySelectorAll('main details:not([open], .chart, .step .step .step .step)')) {
      each.open = true;
      opened.push(each);
    }
  });
  addEventListener('afterprint', () => {
    for (const each of opened.splice(0)) each.open = false;
  });

  document.addEventListener('DOMContentLoaded', () => {
    const large = document.getElementById('large-print');
    const themeButton = document.getElementById('theme');
    if (large) {
      large.checked = root.dataset.size === 'large';
      large.addEventListener('change', () => {
        if (large.checked) root.dataset.size = 'large';
        else delete root.dataset.size;
        write('gongping-size', large.checked ? 'large' : 'normal');
      });
    }
    if (themeButton) {
      themeButton.hidden = false;
      themeButton.addEventListener('click', () => {
        const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
        const next = (root.dataset.theme || system) === 'dark' ? 'light' : 'dark';
        root.dataset.theme = next;
        write('gongping-theme', next);
      });
    }
    const contrastButton = document.getElementById('contrast');
    if (contrastButton) {
      const isMore = () => (root.dataset.contrast || (matchMedia('(prefers-contrast: more)').matches ? 'more' : 'normal')) === 'more';
      contrastButton.hidden = false;
      contrastButton.setAttribute('aria-pressed', String(isMore()));
      contrastButton.addEventListener('click', () => {
        const next = isMore() ? 'normal' : 'more';
        root.dataset.contrast = next;
        contrastButton.setAttribute('aria-pressed', String(next === 'more'));
        write('gongping-contrast', next);
      });
    }
  });
})();
