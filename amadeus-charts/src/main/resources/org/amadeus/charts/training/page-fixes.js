// What is changed in DL4J's pages after they are loaded.
(function () {
  const byId = (id) => document.getElementById(id);

  // Activations are not reported; the overview begins with the gradients instead.
  const tab = byId("stdevActivations");
  if (tab) {
    tab.style.display = "none";
    selectedChart = "stdevGradients"; // read by overview.js when it draws
    byId("stdevGradients").className = "active";
  }
  const chart = byId("activations");
  if (chart) {
    // It is still drawn, and drawing fails where there is no room.
    const box = chart.closest(".box");
    box.style.position = "absolute";
    box.style.visibility = "hidden";
    box.style.width = "300px";
  }

  // DL4J leaves these two empty itself.
  for (const id of ["startTime", "totalRuntime"]) {
    const cell = byId(id);
    if (cell) cell.closest("tr").style.display = "none";
  }

  // The buttons that choose a histogram lie in a header too low to show them.
  for (const id of ["paramHistButtonsDiv", "updateHistButtonsDiv"]) {
    const buttons = byId(id);
    if (buttons) buttons.parentElement.style.height = "auto";
  }
})();
