// Sugar on pages that work without it: nothing is sent twice, nothing is sent into the void.
// Answers are stored by the server; this script keeps none.
const news = document.querySelector("[data-offline]");

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method")?.toLowerCase() !== "post") return;
  if (!navigator.onLine && news) {
    event.preventDefault();
    form.append(news); // beside the button that was pressed
    setTimeout(() => (news.textContent = news.dataset.offline), 100); // a moved live region speaks on the next change
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  setTimeout(release, 10000, form); // a lost sending may be repeated: the server knows it by its id
});

addEventListener("online", () => {
  if (news) news.textContent = "";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

// Open menus close on Escape and on a tap elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(except)) menu.open = false;
}
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.querySelector(".errsum")?.focus();
