/** Articles as they stand in files, by the path of the file. */
export type ArticleFiles = Readonly<Record<string, string>>
