using System.Globalization;
using System.Text;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Slidedat.ini with the place of every value in its bytes, read leniently.</summary>
/// <remarks>
/// <c>[X]</c> starts a section, the first <c>=</c> parts key and value, blanks around both do not count; a section may come
/// twice, and of a key that comes twice the last counts (as in GLib, which OpenSlide reads it with). Comments and lines that
/// are neither have an entry without a key, for they may hold identity. Immutable.
/// </remarks>
internal sealed class MiraxIni
{
    private const string Blanks = " \t\r\v\f";
    private readonly Dictionary<(string Section, string Key), MiraxIniEntry> _byKey = [];

    private MiraxIni(string path, byte[] bytes, IReadOnlyList<MiraxIniEntry> entries)
    {
        Path = path;
        Bytes = bytes;
        Entries = entries;
        foreach (var entry in entries.Where(entry => entry.Key.Length > 0))
        {
            _byKey[(entry.Section, entry.Key)] = entry;
        }
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The file's bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>Every line with a value, in the order of the file.</summary>
    public IReadOnlyList<MiraxIniEntry> Entries { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="SlideFormatException">It is larger than the limits.</exception>
    public static MiraxIni Read(SlideFile file)
    {
        if (file.Length > MiraxLimits.MaxSlidedatBytes)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"Slidedat.ini has {file.Length} bytes; the limit is {MiraxLimits.MaxSlidedatBytes}",
                file.Path);
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(0, bytes);
        return new MiraxIni(file.Path, bytes, Parse(file.Path, bytes));
    }

    /// <summary>Finds a value; null where there is none.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">The key.</param>
    public MiraxIniEntry? Find(string section, string key) => _byKey.GetValueOrDefault((section, key));

    /// <summary>Gets a value that must be there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="SlideFormatException">It is missing or empty.</exception>
    public MiraxIniEntry Get(string section, string key) =>
        Find(section, key) is { Value.Length: > 0 } entry
            ? entry
            : throw new SlideFormatException(SlideProblem.Damaged, $"Slidedat.ini has no [{section}] {key}", Path);

    /// <summary>Gets a whole number that must be there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">The key.</param>
    /// <param name="least">The smallest that makes sense.</param>
    /// <param name="most">The largest that is allowed.</param>
    /// <exception cref="SlideFormatException">It is missing, no number, or outside the range.</exception>
    public int GetInteger(string section, string key, int least, int most)
    {
        var entry = Get(section, key);
        return ParseNumber(entry.Value) is { } number && number == Math.Floor(number) && number >= least && number <= most
            ? (int)number
            : throw Damaged(entry, $"is not a whole number from {least} to {most}");
    }

    /// <summary>Gets a number that must be there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">The key.</param>
    /// <param name="least">The smallest that makes sense.</param>
    /// <param name="most">The largest that is allowed.</param>
    /// <exception cref="SlideFormatException">It is missing, no number, or outside the range.</exception>
    public double GetNumber(string section, string key, double least, double most)
    {
        var entry = Get(section, key);
        return ParseNumber(entry.Value) is { } number && number >= least && number <= most
            ? number
            : throw Damaged(entry, string.Create(CultureInfo.InvariantCulture, $"is not a number from {least} to {most}"));
    }

    /// <summary>The error for a value that is wrong.</summary>
    /// <param name="entry">The value.</param>
    /// <param name="what">What is wrong with it; not the value.</param>
    public SlideFormatException Damaged(MiraxIniEntry entry, string what) => new(
        SlideProblem.Damaged, $"[{entry.Section}] {entry.Key} {what}", Path, entry.Range.Offset);

    /// <summary>Parses a number with a decimal point; null where it is none.</summary>
    /// <param name="text">The text, with blanks around it or not.</param>
    public static double? ParseNumber(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
                | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var number) && double.IsFinite(number)
            ? number
            : null;

    private static List<MiraxIniEntry> Parse(string path, byte[] bytes)
    {
        List<MiraxIniEntry> entries = [];
        var section = string.Empty;
        var position = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        for (var lines = 0; position < bytes.Length; lines++)
        {
            if (lines == MiraxLimits.MaxSlidedatLines)
            {
                throw new SlideFormatException(
                    SlideProblem.Damaged, $"Slidedat.ini has more than {MiraxLimits.MaxSlidedatLines} lines, the limit", path, position);
            }

            var length = bytes.AsSpan(position).IndexOf((byte)'\n');
            length = length < 0 ? bytes.Length - position : length;
            var line = new ByteRange(position, length);
            if (ReadSection(bytes, line) is { } name)
            {
                section = name;
            }
            else if (ReadEntry(bytes, line, section) is { } entry)
            {
                entries.Add(entry);
            }

            position += length + 1;
        }

        return entries;
    }

    private static string? ReadSection(byte[] bytes, ByteRange line)
    {
        var text = TiffText.DecodeAll(bytes.AsSpan((int)line.Offset, (int)line.Length)).Trim();
        return text.Length > 1 && text[0] == '[' && text[^1] == ']' ? text[1..^1].Trim() : null;
    }

    private static MiraxIniEntry? ReadEntry(byte[] bytes, ByteRange line, string section)
    {
        var text = bytes.AsSpan((int)line.Offset, (int)line.Length);
        var isComment = text.TrimStart(" \t"u8) is [(byte)'#' or (byte)';', ..];
        var sign = isComment ? -1 : text.IndexOf((byte)'=');
        var key = sign < 0 ? string.Empty : TiffText.DecodeAll(text[..sign]).Trim();
        var start = sign + 1;
        while (start < text.Length && Blanks.Contains((char)text[start], StringComparison.Ordinal))
        {
            start++;
        }

        var end = text.Length;
        while (end > start && (text[end - 1] == 0 || Blanks.Contains((char)text[end - 1], StringComparison.Ordinal)))
        {
            end--;
        }

        return end > start || key.Length > 0
            ? new MiraxIniEntry(
                section, key, TiffText.DecodeAll(text[start..end]), new ByteRange(line.Offset + start, end - start))
            : null;
    }
}
