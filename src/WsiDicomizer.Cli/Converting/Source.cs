namespace WsiDicomizer.Cli.Converting;

/// <summary>A file that may be a slide.</summary>
/// <param name="Path">As the user named it, or below a folder that the user named.</param>
/// <param name="IsExplicit">Whether the user named the file itself, so that it must be a slide.</param>
/// <param name="Problem">Why it cannot even be looked at; null where it can.</param>
internal readonly record struct Source(string Path, bool IsExplicit, string? Problem = null);
