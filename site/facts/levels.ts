/** A figure of a goal as it is read: of a goal of levels the name of the level, else the figure itself. */
export const inLevels = <T extends string | null | undefined>({ levels }: { readonly levels?: readonly string[] | null }, figure: T): T | string =>
  levels && figure ? (levels[Number(figure)] ?? figure) : figure;
