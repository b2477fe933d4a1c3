using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>Collects where everything was written, and writes Index.dat of it.</summary>
/// <remarks>Pages hold few entries, and each record starts with an empty one, so that readers have to follow them.</remarks>
internal sealed class MiraxIndexWriter : IDisposable
{
    private const int EntriesPerPage = 5;

    private readonly List<(int Number, MiraxPlace Place)>[] _levels;
    private readonly List<MiraxPlace>[] _values;
    private readonly MemoryStream _stream = new();

    /// <summary>Starts an index.</summary>
    /// <param name="levels">How many levels.</param>
    /// <param name="values">How many values all layers have.</param>
    public MiraxIndexWriter(int levels, int values)
    {
        _levels = [.. Enumerable.Range(0, levels).Select(_ => new List<(int, MiraxPlace)>())];
        _values = [.. Enumerable.Range(0, values).Select(_ => new List<MiraxPlace>())];
    }

    /// <summary>Notes a picture of a level.</summary>
    public void AddPicture(int level, int number, MiraxPlace place) => _levels[level].Add((number, place));

    /// <summary>Notes a piece of a layer's value.</summary>
    public void AddPiece(int value, MiraxPlace place) => _values[value].Add(place);

    /// <summary>Writes the index.</summary>
    /// <param name="slideId">The slide's number.</param>
    public byte[] Write(string slideId)
    {
        _stream.Write("01.02"u8);
        _stream.Write(Encoding.ASCII.GetBytes(slideId));
        var roots = Reserve(2);
        var levels = Reserve(_levels.Length);
        var values = Reserve(_values.Length);
        Set(roots, levels);
        Set(roots + 4, values);
        for (var level = 0; level < _levels.Length; level++)
        {
            Set(levels + (4 * level), WriteRecord(
                [.. _levels[level].Select(entry => (int[])[entry.Number, entry.Place.Offset, entry.Place.Length, entry.Place.File])],
                startsEmpty: true));
        }

        for (var value = 0; value < _values.Length; value++)
        {
            Set(values + (4 * value), WriteRecord(
                [.. _values[value].Select(place => (int[])[0, 0, place.Offset, place.Length, place.File])], startsEmpty: false));
        }

        return _stream.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private int WriteRecord(List<int[]> entries, bool startsEmpty)
    {
        var record = Reserve(2);
        var pages = entries.Chunk(EntriesPerPage).ToList();
        if (startsEmpty || pages.Count == 0)
        {
            pages.Insert(0, []);
        }

        var pointer = record + 4;
        foreach (var page in pages)
        {
            Set(pointer, (int)_stream.Length);
            var start = Reserve(2);
            Set(start, page.Length);
            pointer = start + 4;
            foreach (var number in page.SelectMany(entry => entry))
            {
                Set(Reserve(1), number);
            }
        }

        return record;
    }

    private int Reserve(int numbers)
    {
        var position = (int)_stream.Length;
        _stream.Position = position;
        _stream.Write(new byte[4 * numbers]);
        return position;
    }

    private void Set(int position, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _stream.Position = position;
        _stream.Write(bytes);
    }
}

/// <summary>Where something was written.</summary>
/// <param name="File">Which data file.</param>
/// <param name="Offset">From its start.</param>
/// <param name="Length">In bytes.</param>
internal readonly record struct MiraxPlace(int File, int Offset, int Length);
