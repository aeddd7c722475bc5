export {};

/** Opens what is folded around the place that an address names, where the browser does not do so itself. */
function openTarget(): void {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!target) return;
  const folded = [...document.querySelectorAll('details:not([open])')].filter((details) => details.contains(target));
  for (const details of folded) (details as HTMLDetailsElement).open = true;
  if (folded.length > 0) target.scrollIntoView();
}

addEventListener('hashchange', openTarget);
openTarget();
