// Brushing over the timeline leaves on the map, and in the list, what was told
// of those days; a click clears it.
export function map(): void {
  const box = document.querySelector<HTMLElement>(".chartmap");
  const line = box?.querySelector<SVGSVGElement>(".timeline svg");
  if (!box || !line) return;
  const brush = line.querySelector<SVGRectElement>(".brush");
  const output = box.querySelector("output");
  const bars = [...line.querySelectorAll<SVGAElement>("a[data-day]")].map((a) => {
    const r = a.querySelector("rect")!;
    const x = Number(r.getAttribute("x"));
    return { day: a.dataset.day!, from: x, to: x + Number(r.getAttribute("width")), a };
  });
  const marked = [...box.querySelectorAll<HTMLElement | SVGElement>("[data-days]")];
  let start: number | null = null;
  let moved = false;

  const at = (e: PointerEvent): number => {
    const r = line.getBoundingClientRect();
    return Math.max(0, Math.min(1000, ((e.clientX - r.left) / r.width) * 1000));
  };
  line.addEventListener("pointerdown", (e) => {
    start = at(e);
    moved = false;
  });
  addEventListener("pointermove", (e) => {
    if (start === null) return;
    const here = at(e);
    if (Math.abs(here - start) < 6 && !moved) return;
    moved = true;
    paint(Math.min(start, here), Math.max(start, here));
  });
  addEventListener("pointerup", () => {
    if (start !== null && !moved && brush?.getAttribute("width") !== "0") paint(0, 0);
    start = null;
  });
  line.addEventListener("click", (e) => { if (moved) e.preventDefault(); }, true);
  line.addEventListener("dragstart", (e) => e.preventDefault());

  function paint(from: number, to: number): void {
    brush?.setAttribute("x", String(from));
    brush?.setAttribute("width", String(to - from));
    const days = to > from ? new Set(bars.filter((b) => b.to >= from && b.from <= to).map((b) => b.day)) : null;
    let total = 0;
    for (const b of bars) b.a.classList.toggle("out-of-range", days !== null && !days.has(b.day));
    for (const m of marked) {
      const n = (m.dataset.days ?? "").split(" ").reduce((sum, x) => {
        const [day, count] = x.split(":");
        return sum + (days === null || days.has(day!) ? Number(count) : 0);
      }, 0);
      m.classList.toggle("out-of-range", n === 0);
      if (m instanceof HTMLTableRowElement) {
        total += n;
        m.cells[2]!.textContent = String(n);
      }
    }
    if (output) {
      const list = days ? [...days].sort() : [];
      output.textContent = days ? (list.length ? `${list[0]} to ${list[list.length - 1]}: ${total} with a place` : "no event in these days") : "";
    }
  }
}
