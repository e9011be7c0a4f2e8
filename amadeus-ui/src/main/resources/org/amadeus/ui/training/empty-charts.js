// DL4J's pages have charts and rows for what a Performance RNN's training does not report: activations, and two times
// that DL4J leaves empty itself. They are hidden, and the overview begins with the gradients instead of the activations.
(function () {
  const hide = (element) => {
    if (element) element.style.display = "none";
  };
  const byId = (id) => document.getElementById(id);
  const tab = byId("stdevActivations");
  if (tab) {
    hide(tab);
    selectedChart = "stdevGradients"; // read by overview.js when it draws
    byId("stdevGradients").className = "active";
  }
  const chart = byId("activations");
  if (chart) hide(chart.closest(".box"));
  for (const id of ["startTime", "totalRuntime"]) {
    const cell = byId(id);
    if (cell) hide(cell.closest("tr"));
  }
})();
