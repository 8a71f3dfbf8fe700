(function () {
  "use strict";
  var form = document.getElementById("filters");
  if (!form) { return; }
  var status = document.getElementById("filter-status");
  var cards = Array.prototype.slice.call(document.querySelectorAll("article.finding"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("section.group"));
  var fields = Array.prototype.slice.call(form.querySelectorAll("[data-filter]"));
  var texts = null;
  var timer = 0;

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  function text_of(i) {
    if (!texts) { texts = []; }
    if (texts[i] === undefined) { texts[i] = fold(cards[i].textContent); }
    return texts[i];
  }
  function fits(card, i, wanted) {
    var d = card.dataset;
    if (wanted.platform && d.platform !== wanted.platform) { return false; }
    if (wanted.severity && d.severity !== wanted.severity) { return false; }
    if (wanted.verdict && d.verdict !== wanted.verdict) { return false; }
    if (wanted.clause && (" " + d.clause + " ").indexOf(" " + wanted.clause + " ") < 0) { return false; }
    return !wanted.text || text_of(i).indexOf(wanted.text) >= 0;
  }
  function apply() {
    var wanted = {};
    fields.forEach(function (f) { wanted[f.dataset.filter] = f.value; });
    wanted.text = fold(wanted.text.trim());
    var shown = 0;
    cards.forEach(function (card, i) {
      var ok = fits(card, i, wanted);
      if (card.hidden === ok) { card.hidden = !ok; }
      if (ok) { shown += 1; }
    });
    groups.forEach(function (g) { g.hidden = !g.querySelector("article.finding:not([hidden])"); });
    status.textContent = form.dataset.shown.replace("%1", String(shown)).replace("%2", String(cards.length));
  }
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(apply, 150);
  }
  function everything() {
    form.reset();
    apply();
  }
  form.hidden = false;
  form.addEventListener("input", soon);
  form.addEventListener("submit", function (e) { e.preventDefault(); apply(); });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  window.addEventListener("hashchange", function () {
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) { everything(); target.scrollIntoView(); }
  });
  apply();
})();
