using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>A tag 270 of <c>key = value</c> pieces, each with its place in the bytes.</summary>
internal sealed class TiffPageProperties
{
    // Real texts have some 10 to 40 keys and a few kilobytes.
    private const int MaxProperties = 4_096;
    private const int MaxBytes = 256 * 1024;

    private readonly TiffEntry _entry;

    private TiffPageProperties(TiffEntry entry, IReadOnlyList<TiffPageProperty> items, TiffPageProperty? residue)
    {
        _entry = entry;
        Items = items;
        Residue = residue;
    }

    /// <summary>Keys and values in the order of the text, repeated ones too; a piece without <c>=</c> has an empty key.</summary>
    public IReadOnlyList<TiffPageProperty> Items { get; }

    /// <summary>What stands behind the first NUL, where readers stop: an older, longer text that was overwritten.</summary>
    public TiffPageProperty? Residue { get; }

    /// <summary>Reads the text of a page.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="entry">Its tag 270.</param>
    /// <param name="separators">The characters between pieces.</param>
    /// <exception cref="SlideFormatException">The text is not in the file, no text, or longer than any real one.</exception>
    public static TiffPageProperties Read(TiffDirectory directory, TiffEntry entry, ReadOnlySpan<byte> separators)
    {
        if (!entry.Type.IsBytes())
        {
            throw directory.Damaged(entry, $"has type {(ushort)entry.Type}; expected text, type 2");
        }

        if (entry.Count > MaxBytes)
        {
            throw directory.Damaged(entry, $"has {entry.Count} bytes; the limit is {MaxBytes}");
        }

        var bytes = directory.ReadBytes(entry);
        var textLength = TiffText.LengthToNul(bytes);
        List<TiffPageProperty> items = [];
        for (var start = 0; start < textLength;)
        {
            var length = bytes.AsSpan(start, textLength - start).IndexOfAny(separators);
            length = length < 0 ? textLength - start : length;
            if (Parse(bytes, start, length) is { } item)
            {
                items.Add(item);
            }

            start += length + 1;
        }

        return items.Count <= MaxProperties
            ? new TiffPageProperties(entry, items, Piece(bytes, textLength, bytes.Length - textLength, string.Empty))
            : throw directory.Damaged(entry, $"has {items.Count} keys; the limit is {MaxProperties}");
    }

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key, in any case.</param>
    /// <returns>Null where the key is missing or its value empty.</returns>
    public string? Find(string key) =>
        Items.FirstOrDefault(item => item.Key.Equals(key, StringComparison.OrdinalIgnoreCase) && item.Value.Length > 0)?.Value;

    /// <summary>The records of what identifies.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="classify">The kind of identity of a key and its value; null where both are known to be harmless.</param>
    public IEnumerable<IdentityRecord> FindRecords(TiffDirectory directory, Func<string, string, IdentityKind?> classify)
    {
        var location = $"{directory.Location}, {_entry.Name}";
        foreach (var item in Items.Where(item => item.Value.Length > 0))
        {
            if (classify(item.Key, item.Value) is { } kind)
            {
                yield return Record(location, item.Key.Length > 0 ? item.Key : "text without a key", item, kind);
            }
        }

        if (Residue is { } residue)
        {
            yield return Record(location, "text behind the end", residue, IdentityKind.UnknownKey);
        }
    }

    /// <summary>The records of a text without a grammar: all of it, and what stands behind its end.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="entry">Its tag 270.</param>
    /// <exception cref="SlideFormatException">The text is not in the file, no text, or longer than any real one.</exception>
    public static IEnumerable<IdentityRecord> ReadWhole(TiffDirectory directory, TiffEntry entry) =>
        Read(directory, entry, "\0"u8).FindRecords(directory, (_, _) => IdentityKind.UnknownKey);

    private IdentityRecord Record(string location, string name, TiffPageProperty item, IdentityKind kind) => new()
    {
        Location = location,
        Name = name,
        Value = item.Value,
        Kind = kind,
        Range = new ByteRange(_entry.Value!.Value.Offset + item.Start, item.Length),
    };

    private static TiffPageProperty? Parse(byte[] bytes, int start, int length)
    {
        var equals = bytes.AsSpan(start, length).IndexOf((byte)'=');
        if (equals < 0)
        {
            return Piece(bytes, start, length, string.Empty);
        }

        var key = Piece(bytes, start, equals, string.Empty)?.Value ?? string.Empty;
        return Piece(bytes, start + equals + 1, length - equals - 1, key)
            ?? (key.Length > 0 ? new TiffPageProperty(key, string.Empty, start + equals + 1, 0) : null);
    }

    private static TiffPageProperty? Piece(byte[] bytes, int start, int length, string key)
    {
        var piece = bytes.AsSpan(start, length);
        var first = piece.IndexOfAnyExcept("\0 \t\r\n"u8);
        if (first < 0)
        {
            return null;
        }

        var end = piece.LastIndexOfAnyExcept("\0 \t\r\n"u8) + 1;
        return new TiffPageProperty(key, TiffText.DecodeAll(piece[first..end]), start + first, end - first);
    }
}

/// <summary>A key and its value.</summary>
/// <param name="Key">As written, trimmed; empty for a piece without <c>=</c>.</param>
/// <param name="Value">The value, trimmed.</param>
/// <param name="Start">Of the value, from the start of the tag's value.</param>
/// <param name="Length">Of the value in bytes.</param>
internal sealed record TiffPageProperty(string Key, string Value, int Start, int Length);
