// Small line icons on a grid of 24, and a colour, by what a thing is called: worlds name their affordances as they like.
const kinds = [
  [/luxury/i, 262, 'M3 19v-9M3 15h18v4M21 15v-2a3 3 0 0 0-3-3h-8v5M6.5 12.2h.01M15 3l.9 2.1L18 6l-2.1.9L15 9l-.9-2.1L12 6l2.1-.9z'],
  [/bed|sleep|home$/i, 225, 'M3 18v-9M3 14h18v4M21 14v-2a3 3 0 0 0-3-3h-8v5M6.5 11.3h.01'],
  [/shower|bath|wash/i, 200, 'M5 21V6a3 3 0 0 1 6 0M7.5 9.5a3.5 3.5 0 0 1 7 0zM9 13v1M11.5 13v3M14 13v1M10 18v1.5M13 18.5v1'],
  [/fastfood|burger/i, 28, 'M4 11a8 6 0 0 1 16 0zM4 14.5h16M5 18h14a1 1 0 0 1-1 1.5H6A1 1 0 0 1 5 18zM9 8h.01M13 7.5h.01'],
  [/meal|food|restaurant|kitchen|^eat/i, 40, 'M7 3v7M4.5 3v4a2.5 2.5 0 0 0 5 0V3M7 10v11M17 21v-8M17 13c-2.5 0-3-2-3-4.500S15.500 3 17 3z'],
  [/coffee|cafe/i, 30, 'M5 9h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 10h2a2 2 0 0 1 0 5h-2M8 3v2.500M12 3v2.500'],
  [/hospital/i, 352, 'M5 21V5a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v16M3 21h18M12 7.500v5M9.500 10h5M10 21v-4h4v4'],
  [/doctor|clinic/i, 340, 'M7 3H5v5a4 4 0 0 0 8 0V3h-2M9 12v3a5 5 0 0 0 10 0v-2M19 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4z'],
  [/therap|mind/i, 310, 'M4 5h16v11h-8l-4 4v-4H4zM12 13s-3-1.700-3-3.600A1.500 1.500 0 0 1 12 9a1.500 1.500 0 0 1 3 .4c0 1.900-3 3.600-3 3.600z'],
  [/bar|pub|drink/i, 285, 'M5 4h14l-7 8zM12 12v8M8.500 20h7M8 7.500h8'],
  [/social|club|friend|party/i, 295, 'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.500 19a5.500 5.500 0 0 1 11 0M16 11a2.500 2.500 0 1 0 0-5M17 14a4.500 4.500 0 0 1 3.500 5'],
  [/recreation|play|game|cinema/i, 170, 'M7 8h10a4 4 0 0 1 4 4.500c0 3-1 5.500-3 5.500-1.500 0-2-2-3.500-2h-5C8 16 7.500 18 6 18c-2 0-3-2.500-3-5.500A4 4 0 0 1 7 8zM7.500 10.500v3M6 12h3M15.500 11h.01M17.500 13h.01'],
  [/labor|factory|construction/i, 52, 'M14.500 6.500 4 17l3 3L17.500 9.500M12.500 4.500l7 7 1.500-1.500c0-3.500-3-7-7-7z'],
  [/job|work|office/i, 48, 'M4 8h16v11H4zM9 8V5.500h6V8M4 13h16M12 12v2'],
  [/gym|sport|fitness/i, 12, 'M3 12h1.500M19.500 12H21M6 8v8M4.500 9.500v5M18 8v8M19.500 9.500v5M6 12h12'],
  [/park|garden|tree/i, 140, 'M12 21v-8M12 16l3-2.500M12 3c3.500 0 6 2.500 6 5.500S15.500 14 12 14s-6-2.500-6-5.500S8.500 3 12 3zM7 21h10'],
  [/shop|store|market/i, 60, 'M5 9h14l-1 11H6zM9 9V7a3 3 0 0 1 6 0v2'],
  [/school|library|learn/i, 215, 'M12 6C9.500 4.500 6.500 4.500 4 5.500V19c2.500-1 5.500-1 8 .5 2.500-1.500 5.500-1.500 8-.5V5.500c-2.500-1-5.500-1-8 .5zM12 6v13.500'],
];

const unknown = 'M4 11 12 4l8 7v9H4zM10 20v-5h4v5';

/** The path and the hue of a thing. */
export function iconOf(name) {
  for (const [words, hue, path] of kinds) {
    if (words.test(name)) return { hue, path };
  }
  let hash = 0;
  for (const c of name) hash = (hash * 31 + c.codePointAt(0)) % 360;
  return { hue: hash, path: unknown };
}
