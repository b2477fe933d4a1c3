using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Ini;

/// <summary>An INI file as scanners write it, with the place of every value in its bytes.</summary>
/// <remarks>
/// Lenient, as the files are: <c>[Section]</c> lines, <c>key=value</c> lines with or without blanks around <c>=</c>, any line
/// end, a byte order mark, keys or values that are empty. A line without <c>=</c>, and a comment (<c>;</c> or <c>#</c>), is
/// kept as an entry without a key, since somebody may have written something there. Keys may repeat: the last one counts, as
/// readers have it.
/// </remarks>
internal sealed class IniFile
{
    private readonly Dictionary<(string Section, string Key), IniEntry> _byKey = [];

    private IniFile(IReadOnlyList<IniEntry> entries)
    {
        Entries = entries;
        foreach (var entry in entries.Where(entry => entry.Key.Length > 0))
        {
            _byKey[(entry.Section, entry.Key)] = entry;
        }
    }

    /// <summary>All lines that hold something, in their order.</summary>
    public IReadOnlyList<IniEntry> Entries { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <exception cref="SlideFormatException">It exceeds the limits.</exception>
    public static IniFile Read(SlideFile file, IniLimits limits)
    {
        if (file.Length > limits.MaxBytes)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has {file.Length} bytes; an INI file of a slide has at most {limits.MaxBytes} ({nameof(limits.MaxBytes)})",
                file.Path);
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(0, bytes);
        return Parse(bytes, limits, file.Path);
    }

    /// <summary>Parses the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="limits">How much they may hold.</param>
    /// <param name="path">The file, for errors.</param>
    /// <exception cref="SlideFormatException">They exceed the limits.</exception>
    public static IniFile Parse(ReadOnlySpan<byte> bytes, IniLimits limits, string path)
    {
        var entries = new List<IniEntry>();
        var section = string.Empty;
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        for (var start = bytes.StartsWith(mark) ? mark.Length : 0; start < bytes.Length;)
        {
            var length = bytes[start..].IndexOfAny("\r\n\0"u8);
            length = length < 0 ? bytes.Length - start : length;
            var (from, count) = Trim(bytes, start, length);
            start += length + 1;
            if (count == 0)
            {
                continue;
            }

            var line = bytes.Slice(from, count);
            if (line[0] == (byte)'[' && line[^1] == (byte)']')
            {
                section = TiffText.DecodeAll(line[1..^1]).Trim();
                continue;
            }

            if (entries.Count == limits.MaxEntries)
            {
                throw new SlideFormatException(
                    SlideProblem.Damaged, $"more lines than {limits.MaxEntries} ({nameof(limits.MaxEntries)})", path, from);
            }

            entries.Add(ReadLine(bytes, section, from, count));
        }

        return new IniFile(entries);
    }

    /// <summary>Finds a key; case counts.</summary>
    /// <param name="section">Its section.</param>
    /// <param name="key">The key.</param>
    /// <returns>Null where it is missing.</returns>
    public IniEntry? Find(string section, string key) => _byKey.GetValueOrDefault((section, key));

    private static IniEntry ReadLine(ReadOnlySpan<byte> bytes, string section, int from, int count)
    {
        var line = bytes.Slice(from, count);
        var equals = line[0] is (byte)';' or (byte)'#' ? -1 : line.IndexOf((byte)'=');
        var (valueStart, valueLength) = Trim(bytes, from + equals + 1, count - equals - 1);
        return new IniEntry(
            section,
            equals < 0 ? string.Empty : TiffText.DecodeAll(line[..equals]).Trim(),
            TiffText.DecodeAll(bytes.Slice(valueStart, valueLength)),
            new ByteRange(valueStart, valueLength));
    }

    private static (int Start, int Length) Trim(ReadOnlySpan<byte> bytes, int start, int length)
    {
        var piece = bytes.Slice(start, length);
        var first = piece.IndexOfAnyExcept(" \t"u8);
        return first < 0 ? (start, 0) : (start + first, piece.LastIndexOfAnyExcept(" \t"u8) + 1 - first);
    }
}
