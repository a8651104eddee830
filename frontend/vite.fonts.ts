import type { Plugin } from 'vite';

const EMBEDDED_FONT = /@font-face\s*\{[^}]*url\(['"]?data:[^}]*\}/g;

/** A stylesheet without the fonts it carries as `data:` URLs. */
export function withoutEmbeddedFonts(css: string): string {
  return css.replace(EMBEDDED_FONT, '');
}

/**
 * Takes the embedded fonts out of GraphiQL's stylesheet: the content security policy refuses `data:` fonts, and the
 * page uses the system's fonts like the rest.
 */
export function dropEmbeddedFonts(): Plugin {
  return {
    name: 'drop-embedded-fonts',
    enforce: 'pre',
    transform: (code, id) => (/graphiql[^?]*\.css/.test(id) ? withoutEmbeddedFonts(code) : null),
  };
}
