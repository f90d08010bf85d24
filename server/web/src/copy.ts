// Citations go to the clipboard; without script their links lead to a page.
export function copy(): void {
  document.addEventListener("click", async (e) => {
    const at = (e.target as Element).closest<HTMLElement>("button.copy, a.cite");
    if (!at || e.ctrlKey || e.metaKey || e.shiftKey) return;
    const text = wanted(at);
    if (text === null) return;
    e.preventDefault();
    const before = at.textContent;
    try {
      await navigator.clipboard.writeText(await text);
      at.textContent = "Copied";
    } catch {
      if (at instanceof HTMLAnchorElement) location.href = at.href;
      else at.textContent = "Not copied";
    }
    setTimeout(() => (at.textContent = before), 1500);
  });
}

// wanted is what a button or link copies.
function wanted(at: HTMLElement): Promise<string> | null {
  const from = at.dataset.copyFrom;
  if (from) return Promise.resolve(document.getElementById(from)?.textContent ?? "");
  if (at.dataset.cite) return citation("/v1/cite/" + at.dataset.cite);
  if (at instanceof HTMLAnchorElement) return citation("/v1" + at.getAttribute("href"));
  return null;
}

async function citation(address: string): Promise<string> {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no citation");
  return ((await answer.json()) as { text: string }).text;
}
