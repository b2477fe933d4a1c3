using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>The lines of one file, each once. Used under the lock of its <see cref="Crosswalk"/>.</summary>
/// <param name="header">The first line.</param>
/// <param name="format">The line of an entry; null where the file has none for it.</param>
/// <remarks>Lines are kept as the bytes that are written: half of what two strings take.</remarks>
internal sealed class CrosswalkTable(byte[] header, Func<CrosswalkEntry, byte[]?> format)
{
    private const int ChunkBytes = 64 << 10;

    private readonly HashSet<byte[]> _lines = new(LineComparer.Instance);

    /// <summary>Lines without the header.</summary>
    public int Count => _lines.Count;

    /// <summary>Everything: <c>kind,original,replacement</c>.</summary>
    public static CrosswalkTable OfEverything() => new(
        CrosswalkCsv.Exact("kind", "original", "replacement"),
        entry => CrosswalkCsv.ForSpreadsheet(entry.Kind, entry.Original, entry.Replacement));

    /// <summary>UIDs, as the validation script of the MIDI-B challenge reads them: <c>id_old,id_new</c>.</summary>
    public static CrosswalkTable OfUids() => new(
        CrosswalkCsv.Exact("id_old", "id_new"),
        entry => entry.Category == CrosswalkCategory.Uid ? CrosswalkCsv.Exact(entry.Original, entry.Replacement) : null);

    /// <summary>Patients, as the same script reads them: <c>id_old,id_new</c>.</summary>
    public static CrosswalkTable OfPatients() => new(
        CrosswalkCsv.Exact("id_old", "id_new"),
        entry => entry is { Category: CrosswalkCategory.Identifier, Kind: "PatientID" }
            ? CrosswalkCsv.Exact(entry.Original, entry.Replacement)
            : null);

    /// <summary>Adds an entry, if the file has a line for it.</summary>
    public void Add(CrosswalkEntry entry)
    {
        if (format(entry) is { } line)
        {
            _lines.Add(line);
        }
    }

    /// <summary>Writes header and lines, sorted by their bytes.</summary>
    public void Write(Stream stream)
    {
        var lines = new byte[_lines.Count][];
        _lines.CopyTo(lines);
        Array.Sort(lines, static (left, right) => left.AsSpan().SequenceCompareTo(right));
        using var chunk = new MemoryStream();
        chunk.Write(header);
        foreach (var line in lines)
        {
            chunk.Write(line);
            if (chunk.Length >= ChunkBytes)
            {
                chunk.WriteTo(stream);
                chunk.SetLength(0);
            }
        }

        chunk.WriteTo(stream);
    }

    private sealed class LineComparer : IEqualityComparer<byte[]>
    {
        public static LineComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj);
            return hash.ToHashCode();
        }
    }
}
