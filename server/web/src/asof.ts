// A slider over the days of a record, above the field that works without it.
export function asof(): void {
  const form = document.querySelector<HTMLFormElement>("form.when");
  const field = form?.querySelector<HTMLInputElement>("input[type=date]");
  if (!form || !field || !form.dataset.from || !form.dataset.to) return;
  const first = Date.parse(form.dataset.from);
  const days = Math.round((Date.parse(form.dataset.to) - first) / 86400000);
  if (days < 1 || days > 4000) return;
  const slider = form.querySelector<HTMLInputElement>("input[type=range]");
  if (!slider) return;
  slider.max = String(days);
  slider.value = field.value ? String(Math.round((Date.parse(field.value) - first) / 86400000)) : String(days);
  slider.disabled = false;
  slider.addEventListener("input", () => {
    field.value = new Date(first + Number(slider.value) * 86400000).toISOString().slice(0, 10);
  });
  slider.addEventListener("change", () => form.submit());
}
