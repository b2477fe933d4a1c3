namespace WsiDicomizer.Fuzz.Running;

/// <summary>An input that a parser does not take as it should.</summary>
/// <param name="Key">Which fault it is: the same fault of another input has the same key.</param>
/// <param name="Text">What happened.</param>
internal sealed record FuzzFinding(string Key, string Text)
{
    /// <summary>The finding of an exception that the library does not mean to throw.</summary>
    public static FuzzFinding Of(Exception exception)
    {
        var place = (exception.StackTrace ?? string.Empty)
            .Split('\n')
            .Select(line => line.Trim())
            .FirstOrDefault(line => line.StartsWith("at WsiDicomizer.", StringComparison.Ordinal)) ?? "unknown place";
        return new FuzzFinding($"{exception.GetType().Name} {place}", exception.ToString());
    }
}
