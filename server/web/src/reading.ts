// The reading view: a mark and its card light up together, a click on a mark
// opens its cards, j and k go through the cards, the legend hides kinds.
export function reading(): void {
  const sheet = document.querySelector<HTMLElement>(".sheet");
  if (!sheet) return;
  legend(sheet);
  const cards = [...sheet.querySelectorAll<HTMLDetailsElement>(".card")];
  const byId = new Map(cards.map((c) => [c.dataset.id ?? "", c]));
  const marks = new Map<string, HTMLElement[]>();
  for (const m of sheet.querySelectorAll<HTMLElement>(".m[data-ids]")) {
    for (const id of ids(m)) {
      const list = marks.get(id);
      if (list) list.push(m);
      else marks.set(id, [m]);
    }
  }

  function light(list: string[], on: boolean): void {
    for (const id of list) {
      byId.get(id)?.classList.toggle("lit", on);
      if (byId.has(id)) for (const m of marks.get(id) ?? []) m.classList.toggle("lit", on);
    }
  }
  for (const [enter, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]] as const) {
    sheet.addEventListener(enter, (e) => light(near(e.target), on));
  }
  sheet.addEventListener("click", (e) => {
    const m = (e.target as Element).closest<HTMLElement>(".text .m");
    if (!m || getSelection()?.toString()) return;
    for (const id of ids(m)) {
      const c = byId.get(id);
      if (c) c.open = !c.open;
    }
  });
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || (e.target as Element).closest("input, select, textarea")) return;
    const step = e.key === "j" ? 1 : e.key === "k" ? -1 : 0;
    if (!step) return;
    const shown = cards.filter((c) => c.offsetParent !== null);
    const at = shown.findIndex((c) => c.contains(document.activeElement));
    const next = shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : at + step];
    if (!next) return;
    next.querySelector("summary")?.focus();
    next.scrollIntoView({ block: "center" });
  });
}

function ids(m: HTMLElement): string[] {
  return (m.dataset.ids ?? "").split(" ").filter(Boolean);
}

function near(target: EventTarget | null): string[] {
  const e = target as Element | null;
  const card = e?.closest<HTMLElement>(".card");
  if (card?.dataset.id) return [card.dataset.id];
  const m = e?.closest<HTMLElement>(".text .m");
  return m ? ids(m) : [];
}

function legend(sheet: HTMLElement): void {
  const box = document.querySelector<HTMLElement>(".legend");
  if (!box) return;
  const off = new Set((localStorage.getItem("kinds-off") ?? "").split(" ").filter(Boolean));
  for (const input of box.querySelectorAll<HTMLInputElement>("input")) {
    input.checked = !off.has(input.value);
    sheet.classList.toggle("no-" + input.value, !input.checked);
    input.addEventListener("change", () => {
      sheet.classList.toggle("no-" + input.value, !input.checked);
      if (input.checked) off.delete(input.value);
      else off.add(input.value);
      localStorage.setItem("kinds-off", [...off].join(" "));
    });
  }
}
