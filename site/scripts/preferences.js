/* Keeps the reader's choice of print size and theme, and opens what is folded for paper. Runs before the page is painted; without it both still follow the system and the checkbox. */
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
  });
})();
