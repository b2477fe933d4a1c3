namespace WsiDicomizer.Dicom;

/// <summary>Reads the tables that are committed beside the code and embedded in the assembly.</summary>
internal static class EmbeddedTable
{
    /// <summary>The lines of a table, the comment with its edition first.</summary>
    /// <param name="name">The file's name.</param>
    public static IEnumerable<string> ReadLines(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the embedded table {name} is missing");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
