/* A map on which a place is pointed at, or on which the places of the results are shown. It only adds to the fields
   and the tables: where it can't be drawn they say and take the same. */
(() => {
  const boxes = [...document.querySelectorAll("[data-map]")];
  if (!boxes.length || !window.IntersectionObserver) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const CLOSE = 13; // the scale at which one sees a district
  const NEAR = 2500; // metres from the middle of a district within which a point is near it
  const PIN = '<svg viewBox="0 0 44 48" width="44" height="48" aria-hidden="true" focusable="false"><path d="M22 46C14 35 8 27 8 18a14 14 0 0 1 28 0c0 9-6 17-14 28z"/><circle cx="22" cy="18" r="5"/></svg>';

  /* Fetched once, when a map comes into sight. */
  const once = (make) => { let made; return (of) => { made ??= make(of); return made; }; };
  const library = once((url) => new Promise((found, failed) => {
    const script = document.createElement("script");
    script.src = url;
    script.addEventListener("load", () => found(window.L));
    script.addEventListener("error", failed);
    document.head.append(script);
  }));
  const outline = once(async (url) => (url ? (await fetch(url)).json() : { features: [] }));

  const folded = (words) => words.trim().toLocaleLowerCase();
  const nameIn = (told, language) => told[`name_${language}`] || told.name || told.name_fi || "";
  const placesOf = (drawn) => drawn.features.filter((each) => each.geometry.type === "Point").map((each) => ({
    names: Object.entries(each.properties).filter(([key]) => key.startsWith("name")).map(([, name]) => folded(name)),
    name: nameIn(each.properties, document.documentElement.lang),
    at: [each.geometry.coordinates[1], each.geometry.coordinates[0]],
    isShown: each.properties.kind !== "area",
    zoom: each.properties.zoom || 0,
  }));

  /* The ground: an outline, tiles over it, the names of districts, and the buttons for the scale. */
  const draw = (L, box, drawn, places) => {
    const canvas = box.querySelector("[data-canvas]");
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", box.dataset.label);
    const map = L.map(canvas, {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false, doubleClickZoom: false,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
      maxBoundsViscosity: 1, maxZoom: box.dataset.tiles ? 18 : 15,
    });
    if (still) {
      const pan = map.panBy;
      map.panBy = (by, how) => pan.call(map, by, { ...how, animate: false });
    }
    L.control.zoom({ zoomInTitle: box.dataset.in, zoomOutTitle: box.dataset.out }).addTo(map);
    const [west, south, east, north] = drawn.bbox || [];
    const bounds = drawn.bbox && L.latLngBounds([south, west], [north, east]);
    const centre = box.dataset.centre ? box.dataset.centre.split(",").map(Number) : bounds.getCenter();
    let zoom = Number(box.dataset.zoom);
    if (bounds) {
      const least = map.getBoundsZoom(bounds, true);
      zoom = Math.max(zoom, least);
      map.setMinZoom(least).setMaxBounds(bounds);
    }
    map.setView(centre, zoom, { animate: false });
    map.createPane("ground").style.zIndex = 150;
    const areas = { ...drawn, features: drawn.features.filter((each) => each.geometry.type !== "Point") };
    const renderer = L.svg({ pane: "ground", padding: 1 });
    L.geoJSON(areas, { pane: "ground", renderer, interactive: false, style: (each) => ({ className: `map-${each.properties.kind}` }) }).addTo(map);
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { maxZoom: 18 }).addTo(map);
    else name(L, map, places);
    new ResizeObserver(() => { if (canvas.offsetWidth) map.invalidateSize({ pan: false }); }).observe(canvas);
    return map;
  };

  /* More districts have their names as one comes closer. */
  const name = (L, map, places) => {
    map.createPane("names").setAttribute("aria-hidden", "true");
    const shown = places.filter((each) => each.isShown).map((each) => {
      const words = document.createElement("span");
      words.textContent = each.name;
      const icon = L.divIcon({ className: "map-name", html: words, iconSize: [0, 0] });
      return [each, L.marker(each.at, { icon, pane: "names", interactive: false, keyboard: false }).addTo(map)];
    });
    const fit = () => shown.forEach(([each, mark]) => { mark.getElement().hidden = map.getZoom() < each.zoom; });
    map.on("zoomend", fit);
    fit();
  };

  /* One point, that the fields hold; whatever changes them moves it, and moving it changes them. */
  const ask = (L, box, map, places) => {
    const question = box.closest("[data-question]");
    const [lat, lon] = question.querySelectorAll(".point input");
    const words = question.querySelector("input[list]");
    const told = box.querySelector("[role=status]");
    const icon = L.divIcon({ className: "map-pin", html: PIN, iconSize: [44, 48], iconAnchor: [22, 46] });
    const pin = L.marker(map.getCenter(), { icon, draggable: !lat.disabled, autoPan: true, keyboard: false });
    const buttons = question.querySelector(".map-buttons");
    const remove = document.createElement("button");

    const held = () => {
      const [down, along] = [lat, lon].map((field) => Number(field.value.trim().replace(",", ".").replace("\u2212", "-") || NaN));
      return Math.abs(down) <= 90 && Math.abs(along) <= 180 ? L.latLng(down, along) : null;
    };
    const toldOf = (at) => {
      if (!at) return box.dataset.none;
      if (map.options.maxBounds && !map.options.maxBounds.contains(at)) return box.dataset.beyond;
      const near = places.filter((each) => each.isShown).map((each) => [map.distance(at, each.at), each.name]).sort((a, b) => a[0] - b[0])[0];
      return near && near[0] <= NEAR ? `${box.dataset.near} ${near[1]}` : box.dataset.there;
    };
    const show = () => {
      const at = held();
      if (at) pin.setLatLng(at).addTo(map); else pin.remove();
      remove.hidden = !at;
      return at;
    };
    const changed = () => {
      const at = show();
      if (at && !map.getBounds().contains(at)) map.setView(at, map.getZoom(), { animate: !still });
      if (told.textContent !== toldOf(at)) told.textContent = toldOf(at);
    };
    const put = (at) => {
      lat.value = at ? at.wrap().lat.toFixed(5) : "";
      lon.value = at ? at.wrap().lng.toFixed(5) : "";
      lat.dispatchEvent(new Event("input", { bubbles: true }));
      lat.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const start = show();
    if (start) map.setView(start, Math.max(map.getZoom(), CLOSE), { animate: false });
    if (lat.disabled) {
      box.querySelector(".help").hidden = true;
      return;
    }

    [lat, lon].forEach((field) => ["input", "change"].forEach((event) => field.addEventListener(event, changed)));
    map.on("click", (event) => put(event.latlng));
    pin.on("dragend", () => put(pin.getLatLng()));
    words.addEventListener("input", () => {
      const meant = places.find((each) => each.names.includes(folded(words.value)));
      if (meant) map.setView(meant.at, meant.isShown ? Math.max(map.getZoom(), CLOSE) : map.getZoom(), { animate: !still });
    });
    const listed = [...(words.list?.options || [])].map((each) => each.value);
    places.filter((each) => each.isShown && words.list && !listed.includes(each.name)).forEach((each) => words.list.append(new Option("", each.name)));
    const middle = document.createElement("button");
    [[middle, box.dataset.middle], [remove, box.dataset.remove]].forEach(([button, label]) => {
      button.type = "button";
      button.className = "button secondary";
      button.textContent = label;
      buttons.append(button);
    });
    middle.addEventListener("click", () => put(map.getCenter()));
    remove.addEventListener("click", () => { put(null); middle.focus(); });
  };

  /* The places of the results: each circle stands for all that were pointed at within about 100 metres. */
  const show = (L, box, map) => {
    const marks = box.dataset.points.split(";").map((each) => each.split(",")).map(([part, lat, lon, count]) => L.circleMarker(
      [Number(lat), Number(lon)],
      { radius: Math.min(4 + 3 * Math.sqrt(Number(count)), 24), className: `map-mark ${part}`, interactive: false },
    ).addTo(map));
    map.fitBounds(L.featureGroup(marks).getBounds().pad(.1), { maxZoom: CLOSE, animate: false });
  };

  const make = async (box) => {
    try {
      const [L, drawn] = await Promise.all([library(box.dataset.library), outline(box.dataset.outline)]);
      const places = placesOf(drawn);
      const map = draw(L, box, drawn, places);
      if (box.dataset.points) show(L, box, map); else ask(L, box, map, places);
    } catch {
      box.hidden = true; // what stands beside it says and takes the same
    }
  };
  const sight = new IntersectionObserver((seen) => seen.filter((each) => each.isIntersecting).forEach((each) => {
    sight.unobserve(each.target);
    make(each.target);
  }), { rootMargin: "200px" });
  boxes.forEach((box) => { box.hidden = false; sight.observe(box); });
})();
