using System.Text;

namespace WsiDicomizer.Deidentification.Tables;

/// <summary>One of the tables that ship inside the program: tab-separated lines below comment lines.</summary>
/// <param name="Title">Standard and table.</param>
/// <param name="Edition">The edition of the standard.</param>
/// <param name="Digest">The SHA-256 of the rows as the generator computed it, in hexadecimal.</param>
/// <param name="Rows">The rows, split at tabs.</param>
internal sealed record TableFile(string Title, string Edition, string Digest, IReadOnlyList<string[]> Rows)
{
    /// <summary>Reads a table.</summary>
    /// <param name="name">The name of its file.</param>
    public static TableFile Read(string name)
    {
        using var stream = typeof(TableFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the table {name} is not part of the program");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var (title, edition, digest) = (string.Empty, string.Empty, string.Empty);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                rows.Add(line.Split('\t'));
            }
            else if (line.StartsWith("# edition ", StringComparison.Ordinal))
            {
                edition = line["# edition ".Length..];
            }
            else if (line.StartsWith("# sha256 ", StringComparison.Ordinal))
            {
                digest = line["# sha256 ".Length..];
            }
            else if (title.Length == 0)
            {
                title = line[2..];
            }
        }

        return new TableFile(title, edition, digest, rows);
    }
}
