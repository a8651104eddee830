type Explained = { readonly document?: string | null; readonly variables?: object | null };

/** Operations with their variables as one text, as GraphiQL and scripts take them; empty when there is none. */
export function graphqlText(explained: readonly Explained[]): string {
  return explained
    .flatMap(({ document, variables }) =>
      document ? [`${document.trim()}\n\n# Variables\n${JSON.stringify(variables ?? {}, null, 2)}\n`] : [],
    )
    .join('\n');
}
