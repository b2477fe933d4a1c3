using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Ini;

/// <summary>A line of an INI file with the places of its parts.</summary>
/// <param name="Range">The line without its end and the blanks around it.</param>
/// <param name="Key">Trimmed; empty where there is none.</param>
/// <param name="Value">Trimmed; the whole line where there is no key.</param>
/// <param name="ValueRange">The bytes of the value.</param>
internal sealed record IniLine(ByteRange Range, string Key, string Value, ByteRange ValueRange)
{
    /// <summary>Whether it begins a section.</summary>
    public bool IsSection => Key.Length == 0 && Value.StartsWith('[') && Value.EndsWith(']');

    /// <summary>The lines that hold something.</summary>
    /// <param name="bytes">The file.</param>
    public static IReadOnlyList<IniLine> Read(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<IniLine>();
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        for (var start = bytes.StartsWith(mark) ? mark.Length : 0; start < bytes.Length;)
        {
            var length = bytes[start..].IndexOfAny("\r\n\0"u8);
            length = length < 0 ? bytes.Length - start : length;
            var line = Trim(bytes, start, length);
            if (line.Length > 0)
            {
                lines.Add(ReadLine(bytes, line));
            }

            start += length + 1;
        }

        return lines;
    }

    private static IniLine ReadLine(ReadOnlySpan<byte> bytes, ByteRange range)
    {
        var (start, length) = ((int)range.Offset, (int)range.Length);
        var line = bytes.Slice(start, length);
        var isWhole = line[0] is (byte)';' or (byte)'#' || (line[0] == (byte)'[' && line[^1] == (byte)']');
        var equals = isWhole ? -1 : line.IndexOf((byte)'=');
        var value = Trim(bytes, start + equals + 1, length - equals - 1);
        return new IniLine(
            range,
            equals < 0 ? string.Empty : TiffText.DecodeAll(line[..equals]).Trim(),
            TiffText.DecodeAll(bytes.Slice((int)value.Offset, (int)value.Length)),
            value);
    }

    private static ByteRange Trim(ReadOnlySpan<byte> bytes, int start, int length)
    {
        var piece = bytes.Slice(start, length);
        var first = piece.IndexOfAnyExcept(" \t"u8);
        return first < 0
            ? new ByteRange(start, 0)
            : new ByteRange(start + first, piece.LastIndexOfAnyExcept(" \t"u8) + 1 - first);
    }
}
