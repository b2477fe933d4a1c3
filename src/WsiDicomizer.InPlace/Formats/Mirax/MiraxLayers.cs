using System.Buffers.Binary;
using System.Globalization;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>Where the data of a value of a layer stands, by the index, which the reader has found sound.</summary>
/// <remarks>Source: formats.md 4.3.</remarks>
internal sealed class MiraxLayers
{
    private const int IndexFile = 2;
    private const int FirstDataFile = 3;
    private const int VersionBytes = 5;
    private const int EntryBytes = 20;
    private const int MaxPages = 65_536;

    private readonly PlanContext _context;
    private readonly MiraxSlidedat _slidedat;

    /// <summary>Prepares to look.</summary>
    /// <param name="context">The slide.</param>
    /// <param name="slidedat">Its Slidedat.ini.</param>
    public MiraxLayers(PlanContext context, MiraxSlidedat slidedat)
    {
        _context = context;
        _slidedat = slidedat;
    }

    /// <summary>Finds the pieces of the values of a name.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="value">The value's.</param>
    /// <exception cref="SlideFormatException">The index is damaged.</exception>
    public IEnumerable<(int FileIndex, ByteRange Range)> Find(string layer, string value)
    {
        var values = _slidedat.In(MiraxSlidedat.Hierarchical).GroupBy(line => line.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        var record = 0;
        for (var i = 0; i < Number(values, "NONHIER_COUNT"); i++)
        {
            var count = Number(values, Key($"NONHIER_{i}_COUNT"));
            for (var j = 0; j < count; j++, record++)
            {
                if (values[Key($"NONHIER_{i}_NAME")] == layer && values[Key($"NONHIER_{i}_VAL_{j}")] == value)
                {
                    foreach (var piece in ReadPieces(record))
                    {
                        yield return piece;
                    }
                }
            }
        }
    }

    /// <summary>The lines that name the values of a name.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="value">The value's.</param>
    public IEnumerable<ByteRange> FindNames(string layer, string value) =>
        from name in _slidedat.In(MiraxSlidedat.Hierarchical)
        where name.Key.StartsWith("NONHIER_", StringComparison.Ordinal) && name.Key.EndsWith("_NAME", StringComparison.Ordinal)
            && name.Value == layer
        let prefix = name.Key[..^"NAME".Length] + "VAL_"
        from line in _slidedat.In(MiraxSlidedat.Hierarchical)
        where line.Key.StartsWith(prefix, StringComparison.Ordinal) && line.Value == value
        select line.ValueRange;

    private static string Key(FormattableString key) => FormattableString.Invariant(key);

    private static int Number(Dictionary<string, string> values, string key) =>
        (int)double.Parse(values[key], NumberStyles.Float, CultureInfo.InvariantCulture);

    private IEnumerable<(int FileIndex, ByteRange Range)> ReadPieces(int record)
    {
        var id = _slidedat.In("GENERAL").Last(line => line.Key == "SLIDE_ID").ValueRange.Length;
        var table = ReadInt(VersionBytes + id + 4);
        var place = ReadInt(table + (4L * record));
        if (place == 0)
        {
            yield break;
        }

        var page = ReadInt(place + 4L);
        for (var pages = 0; page != 0 && pages < MaxPages; pages++)
        {
            var count = ReadInt(page);
            for (var entry = 0; entry < count; entry++)
            {
                var start = page + 8L + ((long)entry * EntryBytes);
                yield return (FirstDataFile + ReadInt(start + 16), new ByteRange(ReadInt(start + 8), ReadInt(start + 12)));
            }

            page = ReadInt(page + 4L);
        }
    }

    private int ReadInt(long offset) =>
        BinaryPrimitives.ReadInt32LittleEndian(_context.Read(IndexFile, new ByteRange(offset, sizeof(int))));
}
